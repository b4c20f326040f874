import { CREAM, INK, PAPER, type Paint, STEEL, STEEL_DARK, SUN, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, line, oval, path, rect, ring, row, shaded } from './shapes.ts'

const headphones: Drawing = (p) => [
  line('M96 232 Q90 92 200 92 Q310 92 304 232', p.deep, 20),
  line('M122 150 Q144 102 200 102 Q256 102 278 150', p.main, 12),
  rect(106, 196, 34, 116, 17, INK),
  rect(260, 196, 34, 116, 17, INK),
  rect(68, 190, 56, 126, 28, p.main),
  rect(276, 190, 56, 126, 28, p.dark),
  rect(78, 206, 12, 92, 6, p.light),
  rect(306, 214, 8, 76, 4, p.deep),
  circle(96, 300, 5, SUN),
]

const bud = (x: number, p: Paint, side: number) =>
  rect(x - 12, 128, 24, 84, 12, p.dark) +
  circle(x + side * 6, 128, 34, p.main) +
  circle(x + side * 18, 126, 18, p.deep) +
  circle(x - side * 10, 116, 8, p.light)

const earbuds: Drawing = (p) => [
  path('M92 226 Q92 74 200 70 Q308 74 308 226Z', p.deep),
  path('M110 226 Q110 92 200 88 Q290 92 290 226Z', '#5a6270'),
  bud(154, p, 1),
  bud(246, p, -1),
  shaded('M84 214 H316 V250 Q316 322 244 322 H156 Q84 322 84 250Z', p.main, p.dark, 226),
  rect(84, 210, 232, 14, 7, p.light),
  circle(200, 266, 8, '#7fc08a'),
  line('M108 246 Q108 286 142 300', p.pale, 6),
]

const speaker: Drawing = (p) => [
  line('M106 116 Q200 58 294 116', WOOD_DARK, 14),
  rect(80, 108, 240, 214, 46, p.deep),
  rect(80, 102, 240, 210, 46, p.main),
  circle(200, 212, 84, p.dark),
  circle(200, 212, 74, '#474e5a'),
  row(9, (at) =>
    row(9, (across) => {
      const [x, y] = [136 + across * 16, 148 + at * 16]
      return (x - 200) ** 2 + (y - 212) ** 2 < 66 ** 2 ? circle(x, y, 4, '#6d7684') : ''
    }),
  ),
  row(3, (at) => circle(170 + at * 30, 120, 7, p.light)),
  rect(104, 304, 40, 22, 8, INK),
  rect(256, 304, 40, 22, 8, INK),
  circle(286, 284, 6, SUN),
]

const KEYS: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  [1.5, 1, 1, 1, 1, 1, 1, 1, 1.5],
  [1.8, 1, 1, 1, 1, 1, 1, 2.2],
  [1.2, 1.2, 5.2, 1.2, 1.2],
]

const keyRow = (p: Paint, widths: readonly number[], y: number, accent: number) => {
  let x = 62
  return widths
    .map((width, at) => {
      const size = width * 28
      const fill = at === accent ? '#e08a5a' : at === 0 || at === widths.length - 1 ? p.dark : p.pale
      const key = rect(x, y + 4, size - 5, 29, 6, p.deep) + rect(x, y, size - 5, 28, 6, fill)
      x += size
      return key
    })
    .join('')
}

const keyboard: Drawing = (p) => [
  rect(42, 136, 316, 174, 20, p.deep),
  rect(42, 128, 316, 172, 20, p.main),
  ...KEYS.map((widths, at) => keyRow(p, widths, 144 + at * 38, at === 0 ? 0 : at === 2 ? 7 : -1)),
  line('M200 128 Q200 84 250 80 Q300 78 300 48', INK, 5),
]

const mouse: Drawing = (p) => [
  shaded('M200 78 Q284 78 288 190 Q292 326 200 326 Q108 326 112 190 Q116 78 200 78Z', p.main, p.dark, 222),
  line('M113 196 Q200 214 287 196', p.deep, 4),
  line('M200 80 V204', p.deep, 4),
  rect(188, 112, 24, 56, 12, INK),
  rect(194, 122, 12, 26, 6, '#727b88'),
  line('M136 224 Q138 276 164 300', p.light, 8),
  circle(200, 250, 6, '#7fc08a'),
]

const powerBank: Drawing = (p) => [
  line('M214 96 Q214 52 262 56 Q318 62 312 120 Q308 166 324 186', INK, 8),
  rect(306, 180, 34, 48, 8, STEEL),
  rect(313, 222, 20, 22, 4, STEEL_DARK),
  rect(200, 84, 28, 22, 5, STEEL),
  shaded(
    'M138 100 H252 Q276 100 276 124 V302 Q276 326 252 326 H138 Q114 326 114 302 V124 Q114 100 138 100Z',
    p.main,
    p.dark,
    206,
  ),
  row(4, (at) => circle(152 + at * 22, 132, 5, at < 3 ? '#b7e3bd' : p.deep)),
  path('M206 176 L168 232 H194 L184 276 L226 214 H198Z', SUN),
  line('M130 166 V300', p.light, 6),
]

const charger: Drawing = () => [
  rect(164, 62, 16, 66, 4, STEEL_DARK),
  rect(220, 62, 16, 66, 4, STEEL_DARK),
  rect(168, 62, 6, 66, 3, STEEL),
  rect(224, 62, 6, 66, 3, STEEL),
  shaded(
    'M132 118 H268 Q292 118 292 142 V298 Q292 322 268 322 H132 Q108 322 108 298 V142 Q108 118 132 118Z',
    '#f8f5ee',
    '#e3ddd0',
    226,
  ),
  rect(146, 214, 84, 22, 11, INK),
  rect(154, 221, 68, 8, 4, '#6d7684'),
  rect(146, 250, 84, 22, 11, INK),
  rect(154, 257, 68, 8, 4, '#6d7684'),
  rect(154, 286, 68, 16, 3, INK),
  rect(160, 288, 56, 7, 2, '#8a93a0'),
  path('M196 144 L176 174 H190 L184 196 L206 166 H192Z', '#d9a441'),
]

const camera: Drawing = (p) => [
  rect(128, 256, 144, 84, 4, PAPER),
  rect(140, 256, 120, 64, 2, '#9cc3d6'),
  path('M140 320 L176 286 L204 306 L226 290 L260 320Z', '#7da66f'),
  circle(236, 292, 8, SUN),
  shaded(
    'M104 110 H296 Q324 110 324 138 V246 Q324 274 296 274 H104 Q76 274 76 246 V138 Q76 110 104 110Z',
    p.main,
    p.dark,
    236,
  ),
  rect(76, 216, 248, 24, 0, CREAM),
  rect(76, 216, 248, 6, 0, '#d1674f'),
  rect(76, 224, 248, 6, 0, SUN),
  rect(76, 232, 248, 6, 0, '#5b9aa0'),
  rect(100, 84, 76, 34, 10, p.deep),
  rect(110, 92, 56, 18, 6, '#f7f0d6'),
  rect(236, 90, 54, 28, 8, INK),
  circle(200, 186, 62, PAPER),
  circle(200, 186, 50, INK),
  circle(200, 186, 34, '#56708f'),
  circle(200, 186, 18, '#2d3644'),
  circle(186, 172, 9, '#b9cfe2'),
  circle(296, 140, 10, '#d1674f'),
  ring(200, 186, 56, STEEL, 4),
  oval(112, 142, 12, 12, p.light),
  line('M264 262 H136', p.deep, 6),
]

export const ELECTRONICS_DRAWINGS = {
  headphones,
  earbuds,
  speaker,
  keyboard,
  mouse,
  'power-bank': powerBank,
  charger,
  camera,
} satisfies Record<string, Drawing>
