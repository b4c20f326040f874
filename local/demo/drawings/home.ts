import { INK, LEAF, LEAF_DARK, PAPER, SUN, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, dashes, faint, inside, line, oval, path, rect, row, shaded } from './shapes.ts'

const bed: Drawing = (p) => [
  rect(72, 280, 18, 46, 6, WOOD_DARK),
  rect(310, 280, 18, 46, 6, WOOD_DARK),
  rect(70, 104, 260, 150, 20, WOOD),
  row(6, (at) => line(`M${104 + at * 38} 124 V200`, WOOD_DARK, 4)),
  rect(92, 152, 100, 62, 22, p.pale),
  rect(208, 152, 100, 62, 22, p.pale),
  line('M112 196 Q142 206 172 196 M228 196 Q258 206 288 196', p.dark, 3),
  path('M64 232 Q64 200 96 200 H304 Q336 200 336 232 V290 Q336 302 324 302 H76 Q64 302 64 290Z', p.main),
  path('M64 232 Q64 200 96 200 H304 Q336 200 336 232 Q270 250 200 238 Q130 226 64 240Z', p.light),
  line('M120 252 Q128 278 122 300 M196 246 Q206 274 200 300 M276 250 Q286 276 280 300', p.dark, 4),
]

const CUSHION = 'M92 96 Q200 124 308 96 Q280 200 308 304 Q200 276 92 304 Q120 200 92 96Z'

const cushion: Drawing = (p) => [
  shaded(CUSHION, p.main, p.dark, 236),
  inside(
    CUSHION,
    row(9, (at) =>
      line(
        `M${96 + at * 26} 80 Q${104 + at * 24} 200 ${96 + at * 26} 320`,
        at % 3 === 1 ? p.pale : p.light,
        at % 3 === 1 ? 5 : 2,
      ),
    ),
  ),
  line(CUSHION, p.deep, 4),
  path(
    'M92 96 l-12 -14 l22 6Z M308 96 l12 -14 l-22 6Z M92 304 l-12 14 l22 -6Z M308 304 l12 14 l-22 -6Z',
    p.deep,
  ),
]

const THROW = 'M86 196 Q86 172 110 172 H290 Q314 172 314 196 V278 H86Z'

const throwBlanket: Drawing = (p) => [
  rect(96, 138, 208, 60, 26, p.dark),
  rect(90, 156, 220, 56, 26, p.light),
  path(THROW, p.main),
  inside(
    THROW,
    row(5, (at) => rect(104 + at * 46, 160, 12, 130, 0, p.dark)),
    row(3, (at) => rect(80, 194 + at * 32, 240, 9, 0, p.pale)),
  ),
  row(19, (at) => line(`M${92 + at * 12} 280 v${22 + (at % 2) * 6}`, at % 2 ? p.dark : p.main, 5)),
  line('M86 278 H314', p.deep, 4),
]

const BALL = 'M200 112 A98 98 0 1 1 199.9 112Z'

const lantern: Drawing = () => [
  line('M200 0 V112', INK, 4),
  faint(0.35, circle(200, 210, 120, '#fff3c9')),
  shaded(BALL, '#fff6dd', '#f6e2b4', 222),
  inside(
    BALL,
    row(9, (at) => line(`M90 ${130 + at * 20} Q200 ${138 + at * 20} 310 ${130 + at * 20}`, '#dfc38c', 2.5)),
  ),
  oval(200, 206, 34, 40, '#fffdf3'),
  rect(176, 104, 48, 14, 6, INK),
  rect(180, 302, 40, 10, 5, INK),
]

const deskLamp: Drawing = (p) => [
  faint(0.5, path('M102 178 L52 320 H226 L186 150Z', '#fff1b8')),
  oval(246, 318, 70, 16, p.deep),
  oval(246, 312, 70, 16, p.main),
  line('M246 306 L292 206 L182 116', p.dark, 11),
  circle(292, 206, 12, p.deep),
  circle(246, 304, 10, p.deep),
  path('M150 104 Q178 84 196 110 L206 138 L96 186 Q92 136 150 104Z', p.main),
  path('M178 96 Q190 98 196 110 L206 138 L168 155 Q186 120 178 96Z', p.dark),
  path('M96 186 L206 138 Q196 172 150 190 Q112 204 96 186Z', SUN),
]

const stool: Drawing = (p) => [
  path('M148 170 H170 L148 328 H126Z', p.dark),
  path('M252 170 H230 L252 328 H274Z', p.dark),
  line('M146 262 H254', p.deep, 10),
  path('M188 170 H212 L210 316 H190Z', p.main),
  oval(200, 168, 108, 34, p.deep),
  oval(200, 154, 108, 34, p.main),
  oval(200, 152, 92, 26, p.light),
  line('M134 152 Q200 138 266 152 M150 162 Q200 150 250 162 M162 142 Q200 134 238 142', p.main, 2.5),
]

const clock: Drawing = (p) => [
  circle(200, 204, 122, p.dark),
  circle(200, 200, 122, p.main),
  circle(200, 200, 104, PAPER),
  row(12, (at) => {
    const angle = (at * Math.PI) / 6
    const [x, y] = [Math.sin(angle), -Math.cos(angle)]
    const from = at % 3 === 0 ? 78 : 86
    const point = (r: number) => `${(200 + x * r).toFixed(1)} ${(200 + y * r).toFixed(1)}`
    return line(`M${point(from)} L${point(94)}`, INK, at % 3 === 0 ? 7 : 4)
  }),
  line('M200 200 L158 160', INK, 9),
  line('M200 200 L254 146', INK, 6),
  line('M200 216 L200 122', '#cb4b43', 3),
  circle(200, 200, 9, INK),
]

const VASE =
  'M168 150 H232 Q230 180 254 212 Q282 254 258 300 Q248 326 200 326 Q152 326 142 300 Q118 254 146 212 Q170 180 168 150Z'

const vase: Drawing = (p) => [
  line('M202 156 Q196 96 162 50 M204 156 Q216 104 262 70 M196 110 Q180 96 140 96', WOOD_DARK, 5),
  ...[
    [160, 48],
    [142, 94],
    [262, 68],
    [236, 92],
    [184, 84],
  ].map(([x = 0, y = 0]) => circle(x, y, 13, '#eeb4b6') + circle(x, y, 5, SUN)),
  shaded(VASE, p.main, p.dark, 214),
  inside(VASE, path('M100 240 Q140 222 176 246 Q214 270 250 238 Q280 222 300 240 V340 H100Z', p.deep)),
  oval(200, 151, 33, 9, p.deep),
  line('M158 222 Q140 250 150 284', p.pale, 5),
]

const candle: Drawing = (p) => [
  faint(0.4, circle(200, 112, 64, '#ffefb0')),
  path('M200 66 Q226 104 214 126 Q206 138 200 138 Q194 138 186 126 Q174 104 200 66Z', '#f3a545'),
  path('M200 96 Q212 116 206 128 Q200 134 194 128 Q188 116 200 96Z', '#fff0b3'),
  line('M200 136 V164', INK, 5),
  faint(0.55, rect(118, 146, 164, 180, 22, '#ffffff')),
  path('M124 178 Q200 190 276 178 V304 Q276 320 260 320 H140 Q124 320 124 304Z', p.main),
  path('M222 186 Q250 184 276 178 V304 Q276 320 260 320 H222Z', p.dark),
  oval(200, 178, 76, 12, p.light),
  rect(148, 218, 104, 66, 6, PAPER),
  circle(200, 242, 11, p.main),
  line('M170 268 H230', INK, 4),
  line('M132 160 V300', '#ffffff', 5),
]

const leaf = (x: number, y: number, degrees: number, fill: string) =>
  `<g transform="translate(${x} ${y}) rotate(${degrees})">${path('M0 0 Q26 -30 0 -70 Q-26 -30 0 0Z', fill)}${line('M0 0 V-56', LEAF_DARK, 2)}</g>`

const planter: Drawing = (p) => [
  leaf(170, 176, -52, LEAF_DARK),
  leaf(230, 176, 52, LEAF_DARK),
  leaf(182, 160, -24, LEAF),
  leaf(218, 160, 24, LEAF),
  leaf(200, 168, 0, '#86b078'),
  leaf(188, 188, -72, LEAF),
  leaf(212, 188, 72, LEAF),
  oval(200, 318, 96, 14, p.deep),
  shaded('M122 190 H278 L262 314 H138Z', p.main, p.dark, 212),
  rect(112, 172, 176, 34, 8, p.light),
  rect(212, 172, 76, 34, 8, p.main),
  dashes('M134 240 H268', p.pale, 4),
  rect(108, 308, 184, 18, 9, p.deep),
]

export const HOME_DRAWINGS = {
  bed,
  cushion,
  throw: throwBlanket,
  lantern,
  'desk-lamp': deskLamp,
  stool,
  clock,
  vase,
  candle,
  planter,
} satisfies Record<string, Drawing>
