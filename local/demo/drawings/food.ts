import { CREAM, INK, LEAF, LEAF_DARK, PAPER, SUN, WOOD, WOOD_DARK } from './paint.ts'
import {
  circle,
  type Drawing,
  dashes,
  inside,
  line,
  oval,
  path,
  rect,
  ring,
  row,
  shaded,
  turned,
} from './shapes.ts'

const leafPair = (x: number, y: number) =>
  path(`M${x} ${y} q-34 -4 -40 -34 q34 0 40 34Z`, LEAF_DARK) +
  path(`M${x} ${y} q34 -4 40 -34 q-34 0 -40 34Z`, LEAF)

const bean = (x: number, y: number, degrees: number) =>
  `<g transform="translate(${x} ${y}) rotate(${degrees})">${oval(0, 0, 17, 24, '#5b3c29')}${line('M0 -20 Q8 0 0 20', '#8a6346', 4)}</g>`

const coffee: Drawing = (p) => [
  shaded('M112 108 H288 L296 314 Q296 326 284 326 H116 Q104 326 104 314Z', p.main, p.dark, 226),
  path('M112 108 L130 140 L118 326 H112 Q104 326 104 314Z', p.dark),
  path('M288 108 L270 140 L282 326 H288 Q296 326 296 314Z', p.deep),
  rect(106, 78, 188, 36, 6, p.dark),
  rect(106, 92, 188, 8, 0, p.deep),
  rect(90, 86, 24, 18, 4, SUN),
  rect(286, 86, 24, 18, 4, SUN),
  rect(144, 164, 112, 122, 10, PAPER),
  bean(184, 214, -24),
  bean(218, 222, 30),
  line('M166 258 H234 M178 270 H222', INK, 4),
]

const teaTin: Drawing = (p) => [
  shaded('M124 138 H276 V302 Q276 328 200 328 Q124 328 124 302Z', p.main, p.dark, 222),
  path('M118 92 H282 V136 Q282 152 200 152 Q118 152 118 136Z', p.deep),
  oval(200, 92, 82, 20, p.dark),
  oval(200, 92, 66, 14, p.main),
  path('M150 176 Q200 186 250 176 V284 Q200 296 150 284Z', PAPER),
  leafPair(200, 246),
  line('M200 246 V262', LEAF_DARK, 4),
  line('M176 274 Q200 278 224 274', INK, 4),
]

const matcha: Drawing = (p) => [
  path('M70 196 H330 Q326 282 262 308 H138 Q74 282 70 196Z', '#4c5563'),
  path('M226 196 H330 Q326 282 262 308 H220Z', '#3d4552'),
  oval(200, 196, 130, 32, '#5d6776'),
  oval(200, 199, 116, 25, p.dark),
  oval(200, 201, 110, 21, '#8fae58'),
  oval(170, 200, 44, 8, '#a9c473'),
  path('M252 132 L280 138 Q284 176 268 208 Q236 216 212 200 Q232 168 252 132Z', '#ecd5a8'),
  row(5, (at) => line(`M${256 + at * 5} 138 L${222 + at * 11} ${202 + (at % 3) * 2}`, WOOD, 2)),
  line('M268 126 L284 66', WOOD_DARK, 28),
  line('M265 126 L281 66', WOOD, 20),
  line('M252 132 L282 139', '#5d4630', 5),
  line('M96 226 Q106 262 138 284', '#7d8796', 6),
  rect(138, 304, 124, 20, 8, '#343b47'),
]

const JAR =
  'M116 152 H284 Q296 152 296 168 V302 Q296 324 274 324 H126 Q104 324 104 302 V168 Q104 152 116 152Z'

const jar: Drawing = (p) => [
  shaded(JAR, p.main, p.dark, 230),
  inside(
    JAR,
    line(
      'M126 186 q14 10 26 0 M244 182 q14 10 26 0 M240 306 q14 10 26 0 M136 304 q14 10 26 0 M276 236 q6 10 0 22',
      p.light,
      6,
    ),
  ),
  rect(120, 128, 160, 32, 6, '#dfe6ea'),
  path(
    'M98 134 Q106 84 200 82 Q294 84 302 134 L286 142 L270 130 L248 142 L224 130 L200 142 L176 130 L152 142 L130 130 L114 142Z',
    '#d5665b',
  ),
  ...[
    [140, 110],
    [176, 100],
    [214, 104],
    [252, 108],
    [160, 124],
    [236, 122],
    [198, 122],
  ].map(([x = 0, y = 0]) => circle(x, y, 5, CREAM)),
  rect(140, 192, 120, 100, 10, PAPER),
  circle(200, 236, 30, SUN),
  circle(200, 236, 24, '#fbeeb9'),
  row(
    6,
    (at) =>
      `<g transform="rotate(${at * 60} 200 236)">${path('M200 232 L192 216 Q200 210 208 216Z', '#efc452')}</g>`,
  ),
  line('M168 278 H232', INK, 4),
  line('M118 180 V296', p.pale, 6),
]

const HONEY = 'M132 152 H268 L308 238 L268 324 H132 L92 238Z'

const honey: Drawing = (p) => [
  path(HONEY, p.main),
  inside(
    HONEY,
    path('M232 140 H320 V340 H232 L270 238Z', p.dark),
    path('M132 152 L92 238 L132 324 L150 324 L112 238 L150 152Z', p.light),
  ),
  rect(126, 104, 148, 50, 12, '#e8dcc2'),
  rect(222, 104, 52, 50, 12, '#d8c8a6'),
  line('M136 128 H264', '#c5b38f', 3),
  path('M158 188 H242 L266 238 L242 288 H158 L134 238Z', PAPER),
  path('M182 222 h18 l9 16 l-9 16 h-18 l-9 -16Z', p.main),
  path('M211 206 h16 l8 14 l-8 14 h-16 l-8 -14Z', p.light),
  path('M211 242 h16 l8 14 l-8 14 h-16 l-8 -14Z', p.dark),
]

const chocolate: Drawing = (p) => [
  turned(
    -12,
    rect(122, 60, 156, 150, 8, '#5a3626'),
    row(3, (column) =>
      row(
        3,
        (line_) =>
          rect(130 + column * 49, 66 + line_ * 46, 42, 38, 5, '#704734') +
          rect(136 + column * 49, 72 + line_ * 46, 30, 8, 4, '#86583f'),
      ),
    ),
    path(
      'M112 178 L132 166 L152 178 L172 164 L192 178 L214 164 L236 178 L258 166 L288 178 V196 H112Z',
      '#e9e2d0',
    ),
    rect(112, 188, 176, 148, 8, p.main),
    rect(240, 188, 48, 148, 8, p.dark),
    rect(134, 212, 132, 90, 6, PAPER),
    circle(200, 244, 15, p.main),
    line('M160 278 H240 M176 290 H224', INK, 4),
  ),
]

const OIL =
  'M182 90 H218 V140 Q218 158 244 172 Q262 182 262 206 V304 Q262 326 240 326 H160 Q138 326 138 304 V206 Q138 182 156 172 Q182 158 182 140Z'

const oil: Drawing = (p) => [
  shaded(OIL, p.main, p.dark, 214),
  inside(OIL, rect(120, 60, 160, 116, 0, p.pale), oval(200, 176, 60, 8, p.light)),
  rect(176, 58, 48, 38, 8, INK),
  rect(176, 58, 18, 38, 8, '#525b68'),
  rect(150, 212, 100, 88, 8, PAPER),
  line('M176 270 Q196 248 222 228', LEAF_DARK, 4),
  leafPair(204, 250),
  circle(186, 268, 9, '#6c7038'),
  circle(218, 250, 9, '#6c7038'),
  line('M174 288 H226', INK, 4),
]

const rice: Drawing = (p) => [
  shaded('M114 116 Q200 128 286 116 Q306 210 292 318 Q200 336 108 318 Q94 210 114 116Z', p.main, p.dark, 230),
  path('M128 76 Q200 88 272 76 L286 118 Q200 134 114 118Z', p.light),
  path('M112 112 Q200 132 288 112 L290 126 Q200 146 110 126Z', '#c95a4e'),
  rect(142, 160, 116, 130, 10, PAPER),
  line('M200 270 Q196 220 214 184', LEAF_DARK, 4),
  ...[
    [206, 204, 30],
    [190, 216, -30],
    [208, 226, 34],
    [188, 238, -34],
    [206, 250, 36],
    [216, 182, 12],
  ].map(
    ([x = 0, y = 0, turn = 0]) =>
      `<g transform="translate(${x} ${y}) rotate(${turn})">${oval(0, 0, 6, 13, '#e0b955')}</g>`,
  ),
  dashes('M118 304 Q200 320 282 304', p.deep, 2),
]

const giftbox: Drawing = (p) => [
  shaded('M88 190 H312 V310 Q312 322 300 322 H100 Q88 322 88 310Z', p.main, p.dark, 220),
  rect(76, 150, 248, 48, 8, p.light),
  rect(220, 150, 104, 48, 8, p.main),
  rect(178, 150, 44, 172, 0, CREAM),
  path('M200 150 Q140 78 118 116 Q108 146 200 150Z', '#efe2c6'),
  path('M200 150 Q260 78 282 116 Q292 146 200 150Z', CREAM),
  path('M194 146 L150 196 L168 200 L200 154Z', '#efe2c6'),
  path('M206 146 L250 196 L232 200 L200 154Z', CREAM),
  circle(200, 148, 15, '#e6d5b1'),
  row(3, (at) => ring(124 + (at % 2) * 18, 226 + at * 30, 12, p.light, 4)),
  row(3, (at) => ring(262 + (at % 2) * 18, 226 + at * 30, 12, p.deep, 4)),
]

export const FOOD_DRAWINGS = {
  coffee,
  'tea-tin': teaTin,
  matcha,
  jar,
  honey,
  chocolate,
  oil,
  rice,
  giftbox,
} satisfies Record<string, Drawing>
