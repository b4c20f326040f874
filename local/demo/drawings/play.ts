import { CREAM, INK, PAPER, type Paint, SUN, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, inside, line, oval, path, placed, rect, ring, row, shaded } from './shapes.ts'

const BLUE = '#5b8fb9'
const GREEN = '#7fa873'

const wheel = (x: number, y: number, r: number) =>
  circle(x, y, r, WOOD_DARK) + circle(x, y, r * 0.72, WOOD) + circle(x, y, r * 0.25, INK)

const train: Drawing = (p) => [
  rect(40, 310, 320, 10, 5, WOOD_DARK),
  row(9, (at) => rect(52 + at * 36, 318, 18, 8, 3, WOOD)),
  rect(60, 214, 104, 62, 12, BLUE),
  row(3, (at) => circle(84 + at * 28, 212, 20, [SUN, GREEN, '#e0a05c'][at] ?? SUN)),
  rect(52, 226, 120, 56, 12, BLUE),
  rect(130, 226, 42, 56, 12, '#4b7ba3'),
  line('M172 270 H204', INK, 8),
  rect(200, 130, 74, 152, 10, p.main),
  rect(190, 116, 94, 22, 10, p.deep),
  rect(216, 154, 42, 44, 8, '#cfe6ee'),
  rect(250, 196, 98, 86, 20, p.main),
  rect(312, 196, 36, 86, 18, p.dark),
  rect(296, 150, 30, 50, 6, INK),
  rect(288, 142, 46, 16, 8, '#525b68'),
  circle(348, 238, 10, SUN),
  circle(318, 118, 16, PAPER),
  circle(344, 92, 20, PAPER),
  rect(200, 222, 148, 10, 0, SUN),
  wheel(86, 290, 24),
  wheel(142, 290, 24),
  wheel(226, 284, 30),
  wheel(288, 290, 24),
  wheel(334, 290, 24),
]

const block = (x: number, y: number, size: number, fill: string, shade: string) =>
  rect(x, y, size, size, 8, fill) +
  path(
    `M${x + size * 0.72} ${y} H${x + size - 8} Q${x + size} ${y} ${x + size} ${y + 8} V${y + size - 8} Q${x + size} ${y + size} ${x + size - 8} ${y + size} H${x + size * 0.72}Z`,
    shade,
  )

const blocks: Drawing = (p) => [
  block(86, 244, 82, p.main, p.dark),
  block(172, 244, 82, SUN, '#dcae3e'),
  rect(258, 244, 60, 82, 8, WOOD),
  rect(298, 244, 20, 82, 8, WOOD_DARK),
  path('M100 240 Q100 160 170 160 Q240 160 240 240 H206 Q206 196 170 196 Q134 196 134 240Z', '#d1674f'),
  path('M190 163 Q240 172 240 240 H206 Q206 208 186 198Z', '#b5533d'),
  block(252, 166, 74, GREEN, '#6a9160'),
  rect(122, 118, 96, 38, 8, WOOD),
  rect(186, 118, 32, 38, 8, WOOD_DARK),
  path('M170 52 L216 114 H124Z', p.main),
  path('M170 52 L216 114 H180Z', p.dark),
  path('M289 104 L326 162 H252Z', '#e0a05c'),
  path('M289 104 L326 162 H297Z', '#c68845'),
  ring(127, 285, 20, p.pale, 6),
  circle(212, 285, 18, '#fff3cc'),
]

const bear: Drawing = (p) => [
  oval(122, 296, 44, 32, p.dark),
  oval(278, 296, 44, 32, p.dark),
  oval(116, 298, 20, 22, p.pale),
  oval(284, 298, 20, 22, p.pale),
  path('M128 222 Q92 216 84 254 Q84 272 104 270 Q126 264 140 244Z', p.dark),
  path('M272 222 Q308 216 316 254 Q316 272 296 270 Q274 264 260 244Z', p.dark),
  oval(200, 254, 82, 74, p.main),
  oval(200, 262, 50, 50, p.light),
  circle(130, 86, 32, p.dark),
  circle(270, 86, 32, p.dark),
  circle(130, 88, 17, p.pale),
  circle(270, 88, 17, p.pale),
  oval(200, 138, 92, 80, p.main),
  oval(200, 166, 44, 34, p.pale),
  circle(164, 130, 9, INK),
  circle(236, 130, 9, INK),
  circle(167, 127, 3, PAPER),
  circle(239, 127, 3, PAPER),
  oval(200, 152, 15, 10, INK),
  line('M200 160 V172 M184 178 Q200 170 216 178', INK, 4),
  path('M150 212 Q200 236 250 212 L246 230 Q200 250 154 230Z', '#c95a4e'),
  path('M214 226 L238 266 L216 270 L204 232Z', '#b04a40'),
]

const BOARD = 'M78 86 H322 V314 H78Z'
const scene = (p: Paint) => [
  rect(78, 86, 244, 130, 0, '#f3d7a8'),
  circle(244, 164, 38, '#e98b5a'),
  path('M78 190 L140 130 L190 180 L230 150 L322 206 V230 H78Z', '#7b93a8'),
  rect(78, 206, 244, 110, 0, p.main),
  line('M96 236 H150 M190 252 H262 M112 282 H178 M232 288 H300', p.light, 5),
  path('M130 244 H226 L208 274 H148Z', '#c95a4e'),
  line('M178 242 V168', WOOD_DARK, 6),
  path('M184 170 L224 232 H184Z', PAPER),
  path('M172 182 L142 232 H172Z', CREAM),
]

const puzzle: Drawing = (p) => [
  rect(84, 94, 244, 228, 8, p.deep),
  inside(BOARD, ...scene(p)),
  line(
    'M200 86 V128 q-2 8 10 8 q18 8 0 24 q-12 0 -10 8 V196 M200 204 V250 q2 8 -10 8 q-18 8 0 24 q12 0 10 8 V314',
    PAPER,
    3,
  ),
  line(
    'M78 200 H122 q8 2 8 -10 q8 -18 24 0 q0 12 8 10 H244 q8 -2 8 10 q8 18 24 0 q0 -12 8 -10 H322',
    PAPER,
    3,
  ),
  placed(
    238,
    222,
    1,
    path(
      'M18 18 H52 q8 2 8 -8 q10 -18 24 0 q0 10 8 8 H112 V112 H18 V82 q-2 -8 -10 -8 q-16 -10 0 -24 q12 0 10 -8Z',
      p.deep,
    ),
    path(
      'M14 12 H48 q8 2 8 -8 q10 -18 24 0 q0 10 8 8 H108 V106 H14 V76 q-2 -8 -10 -8 q-16 -10 0 -24 q12 0 10 -8Z',
      SUN,
    ),
    line('M36 40 H88 M36 58 H72', '#dcae3e', 5),
  ),
]

const pawn = (x: number, y: number, fill: string) =>
  path(`M${x - 18} ${y} q4 -30 10 -38 h16 q6 8 10 38Z`, fill) +
  circle(x, y - 46, 14, fill) +
  rect(x - 22, y - 6, 44, 12, 6, fill)

const boardGame: Drawing = (p) => [
  shaded(
    'M70 98 H318 Q326 98 326 106 V284 Q326 292 318 292 H70 Q62 292 62 284 V106 Q62 98 70 98Z',
    p.main,
    p.main,
    400,
  ),
  rect(62, 284, 264, 26, 6, p.deep),
  rect(78, 112, 232, 12, 6, p.light),
  path('M78 230 Q140 216 194 230 Q250 244 310 226 V276 H78Z', p.light),
  path('M128 222 H252 L232 256 H148Z', CREAM),
  line('M190 220 V142', WOOD, 6),
  path('M196 144 L244 210 H196Z', PAPER),
  path('M184 156 L146 210 H184Z', '#efe2c6'),
  circle(276, 158, 20, SUN),
  pawn(258, 326, '#d1674f'),
  pawn(306, 330, SUN),
  rect(78, 274, 54, 54, 10, PAPER),
  rect(118, 274, 14, 54, 8, '#e8decb'),
  ...[
    [92, 288],
    [114, 288],
    [103, 301],
    [92, 314],
    [114, 314],
  ].map(([x = 0, y = 0]) => circle(x, y, 4.5, INK)),
]

export const PLAY_DRAWINGS = {
  train,
  blocks,
  bear,
  puzzle,
  'board-game': boardGame,
} satisfies Record<string, Drawing>
