import { INK, LEAF, LEAF_DARK, PAPER, STEEL, STEEL_DARK, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, dashes, faint, inside, line, path, rect, row, shaded } from './shapes.ts'

const bubble = (x: number, y: number, r: number) =>
  faint(0.7, circle(x, y, r, '#ffffff')) + circle(x - r * 0.3, y - r * 0.3, r * 0.25, '#ffffff')

const soap: Drawing = (p) => [
  rect(84, 214, 232, 104, 34, p.dark),
  rect(84, 190, 232, 104, 34, p.main),
  rect(104, 204, 192, 76, 26, p.light),
  line('M120 222 Q146 210 178 212', PAPER, 7),
  rect(166, 186, 68, 134, 2, PAPER),
  rect(216, 186, 18, 134, 2, '#ece4d2'),
  path('M200 266 q-26 -4 -30 -28 q26 0 30 28Z', LEAF_DARK),
  path('M200 266 q26 -4 30 -28 q-26 0 -30 28Z', LEAF),
  bubble(132, 146, 28),
  bubble(182, 112, 18),
  bubble(238, 146, 34),
  bubble(286, 108, 16),
  bubble(206, 166, 12),
]

const tube: Drawing = (p) => [
  path('M132 66 H268 L274 96 H126Z', STEEL_DARK),
  row(9, (at) => line(`M${136 + at * 16} 70 V92`, STEEL, 4)),
  shaded('M128 92 H272 L248 276 H152Z', p.main, p.dark, 216),
  path('M128 92 L152 276 H164 L146 92Z', p.light),
  rect(150, 272, 100, 14, 4, p.deep),
  rect(158, 284, 84, 46, 8, INK),
  row(6, (at) => line(`M${170 + at * 12} 292 V322`, '#525b68', 4)),
  path('M166 130 H236 L230 220 H172Z', PAPER),
  path('M200 188 q-22 -4 -26 -26 q22 0 26 26Z', LEAF_DARK),
  path('M200 188 q22 -4 26 -26 q-22 0 -26 26Z', LEAF),
  line('M184 204 H216', INK, 4),
]

const SALTS =
  'M112 140 H288 Q300 148 300 170 V300 Q300 324 276 324 H124 Q100 324 100 300 V170 Q100 148 112 140Z'

const bathSalts: Drawing = (p) => [
  faint(0.7, path(SALTS, '#ffffff')),
  inside(
    SALTS,
    path('M100 194 Q150 178 200 192 Q256 204 300 186 V330 H100Z', p.main),
    path('M236 198 Q270 198 300 186 V330 H236Z', p.dark),
    row(28, (at) =>
      rect(112 + ((at * 53) % 176), 200 + ((at * 37) % 112), 9, 9, 2, at % 3 ? p.light : p.pale),
    ),
  ),
  rect(112, 96, 176, 48, 10, WOOD),
  rect(232, 96, 56, 48, 10, WOOD_DARK),
  line('M124 112 H222 M124 126 H222', WOOD_DARK, 2),
  rect(146, 218, 108, 76, 8, PAPER),
  line('M168 244 Q184 230 200 244 Q216 258 232 244', p.deep, 5),
  line('M176 280 H224', INK, 4),
  line('M114 176 V300', '#ffffff', 6),
]

const towel: Drawing = (p) => [
  rect(48, 84, 304, 16, 8, WOOD_DARK),
  rect(48, 82, 304, 12, 6, WOOD),
  circle(52, 90, 15, WOOD_DARK),
  circle(348, 90, 15, WOOD_DARK),
  path('M214 80 H292 V244 H214Z', p.deep),
  shaded('M102 92 Q102 76 118 76 H242 Q258 76 258 92 V312 H102Z', p.main, p.dark, 214),
  rect(102, 248, 156, 12, 0, p.pale),
  rect(102, 268, 156, 6, 0, p.pale),
  row(15, (at) => line(`M${108 + at * 10.3} 312 v10`, p.dark, 5)),
  row(4, (at) => dashes(`M${122 + at * 36} 106 V238`, p.light, 3)),
]

const dropper: Drawing = () => [
  path('M178 50 Q178 34 200 34 Q222 34 222 50 V100 H178Z', '#3b424d'),
  rect(164, 96, 72, 46, 8, INK),
  row(5, (at) => line(`M${174 + at * 13} 104 V134`, '#525b68', 3)),
  shaded(
    'M150 176 Q150 150 176 142 H224 Q250 150 250 176 V306 Q250 326 230 326 H170 Q150 326 150 306Z',
    '#8a5a34',
    '#744827',
    216,
  ),
  faint(0.5, rect(194, 142, 10, 120, 5, '#e8d4bd')),
  rect(150, 200, 100, 90, 0, PAPER),
  rect(222, 200, 28, 90, 0, '#ece4d2'),
  line('M196 274 Q198 240 196 216', LEAF_DARK, 4),
  ...[222, 236, 250].flatMap((y) => [
    path(`M196 ${y + 12} q-22 -2 -26 -18 q22 -2 26 18Z`, LEAF_DARK),
    path(`M196 ${y + 12} q22 -2 26 -18 q-22 -2 -26 18Z`, LEAF),
  ]),
  line('M164 166 V192', '#b98a63', 5),
]

export const CARE_DRAWINGS = {
  soap,
  tube,
  'bath-salts': bathSalts,
  towel,
  dropper,
} satisfies Record<string, Drawing>
