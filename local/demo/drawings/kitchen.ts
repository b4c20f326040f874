import { CREAM, INK, PAPER, STEEL, STEEL_DARK, SUN, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, faint, inside, line, oval, path, rect, row, shaded, turned } from './shapes.ts'

const casserole: Drawing = (p) => [
  rect(52, 212, 60, 30, 14, p.deep),
  rect(288, 212, 60, 30, 14, p.deep),
  rect(66, 220, 28, 12, 6, CREAM),
  rect(306, 220, 28, 12, 6, CREAM),
  shaded('M84 196 H316 V262 Q316 318 258 318 H142 Q84 318 84 262Z', p.main, p.dark, 222),
  line('M104 226 V264 Q104 292 130 298', p.light, 7),
  path('M78 194 Q86 142 200 138 Q314 142 322 194Z', p.main),
  path('M226 140 Q314 148 322 194 H238Z', p.dark),
  rect(72, 186, 256, 18, 9, p.deep),
  line('M112 172 Q134 156 170 152', p.light, 7),
  rect(190, 122, 20, 22, 4, p.deep),
  oval(200, 118, 28, 14, STEEL),
  oval(200, 115, 28, 12, CREAM),
]

const pan: Drawing = (p) => [
  turned(
    38,
    rect(270, 184, 110, 30, 15, WOOD_DARK),
    rect(270, 184, 110, 22, 11, WOOD),
    circle(362, 198, 6, '#7a5a38'),
    rect(252, 188, 40, 22, 6, p.deep),
  ),
  circle(172, 178, 112, p.deep),
  circle(170, 174, 110, p.main),
  circle(170, 174, 90, p.dark),
  path(
    'M118 170 Q112 126 158 126 Q206 110 224 150 Q246 178 216 204 Q196 236 158 218 Q118 214 118 170Z',
    PAPER,
  ),
  circle(176, 168, 29, '#eeb33f'),
  circle(168, 160, 9, '#f8d98a'),
]

const knife: Drawing = () => [
  turned(
    -32,
    path('M40 178 H248 V236 H118 Q62 228 40 178Z', STEEL),
    path('M48 190 Q100 214 248 214 V236 H118 Q66 230 48 190Z', '#dfe5ea'),
    line('M52 194 Q104 216 246 216', STEEL_DARK, 2),
    rect(244, 180, 24, 42, 4, INK),
    path('M264 182 H352 Q368 184 366 204 Q364 222 350 222 H264Z', WOOD),
    path('M264 206 H365 Q362 222 350 222 H264Z', WOOD_DARK),
    circle(294, 202, 5, '#e9d3ae'),
    circle(330, 202, 5, '#e9d3ae'),
  ),
]

const kettle: Drawing = (p) => [
  line('M252 192 Q330 182 322 244 Q316 286 276 290', p.deep, 15),
  line('M146 286 Q82 282 92 220 Q98 178 66 164', p.dark, 17),
  line('M144 280 Q88 274 98 218', p.light, 4),
  shaded('M150 172 H256 L282 306 Q282 318 270 318 H136 Q124 318 124 306Z', p.main, p.dark, 216),
  line('M152 200 L142 290', p.light, 8),
  path('M150 172 Q156 144 203 144 Q250 144 256 172Z', p.light),
  path('M214 144 Q250 146 256 172 H222Z', p.main),
  rect(146, 166, 114, 12, 6, p.deep),
  rect(196, 130, 14, 18, 3, p.deep),
  circle(203, 124, 14, WOOD),
]

const teapot: Drawing = (p) => [
  path('M116 226 Q84 216 74 180 Q70 168 82 168 Q94 168 100 184 Q112 206 132 206Z', p.dark),
  path('M258 220 L330 168 Q344 160 352 172 Q358 184 346 192 L270 254Z', p.deep),
  path('M258 220 L330 168 Q338 163 344 166 L262 232Z', p.dark),
  shaded(
    'M106 234 Q106 166 194 164 Q284 166 284 234 Q284 306 194 306 Q106 306 106 234Z',
    p.main,
    p.dark,
    216,
  ),
  line('M126 236 Q126 200 156 188', p.light, 7),
  path('M136 176 Q146 146 194 146 Q242 146 252 176 Q194 196 136 176Z', p.light),
  path('M206 146 Q242 148 252 176 Q232 182 210 184Z', p.main),
  circle(194, 138, 15, p.deep),
  rect(150, 300, 90, 12, 6, p.deep),
]

const steam = (x: number) =>
  faint(0.8, line(`M${x} 128 Q${x - 14} 108 ${x} 92 Q${x + 14} 74 ${x} 56`, '#ffffff', 7))

const mug: Drawing = (p) => [
  steam(160),
  steam(214),
  `<path d="M258 182 Q330 176 326 226 Q322 274 256 272" fill="none" stroke="${p.deep}" stroke-width="20"/>`,
  shaded('M104 152 H270 L264 296 Q262 318 240 318 H134 Q112 318 110 296Z', p.main, p.dark, 212),
  path('M109 284 H265 L264 298 Q262 318 240 318 H134 Q112 318 110 298Z', '#c9a57c'),
  oval(187, 152, 83, 20, p.light),
  oval(187, 154, 72, 14, '#6b4530'),
  oval(172, 151, 30, 5, '#8a5f43'),
  line('M122 190 L126 262', p.pale, 6),
]

const BOWL = 'M84 196 H316 Q312 276 250 304 H150 Q88 276 84 196Z'

const bowl: Drawing = (p) => [
  path('M104 198 Q104 150 142 146 Q160 116 204 124 Q250 118 262 150 Q296 158 296 198Z', PAPER),
  ...[
    [140, 172],
    [172, 148],
    [208, 152],
    [240, 170],
    [192, 178],
    [160, 186],
    [226, 188],
    [268, 184],
  ].map(([x = 0, y = 0]) => oval(x, y, 8, 4, '#e9e2d2')),
  shaded(BOWL, p.main, p.dark, 224),
  inside(
    BOWL,
    row(11, (at) => line(`M${84 + at * 24} 200 Q${122 + at * 16} 270 ${160 + at * 8} 310`, p.pale, 3)),
  ),
  rect(78, 190, 244, 14, 7, p.light),
  rect(150, 300, 100, 18, 6, p.deep),
]

const chopsticks: Drawing = (p) => [
  rect(92, 268, 216, 46, 14, WOOD_DARK),
  rect(92, 262, 216, 44, 14, WOOD),
  line('M110 284 H290', WOOD_DARK, 3),
  path('M92 246 Q96 228 122 232 Q148 228 150 246 Q150 256 138 256 H104 Q92 256 92 246Z', CREAM),
  path('M92 246 Q122 240 150 246 Q150 256 138 256 H104 Q92 256 92 246Z', '#e3d8c2'),
  turned(
    -24,
    path('M48 158 L352 146 V166 L48 164Z', p.main),
    path('M250 150 L352 146 V166 L250 164Z', p.dark),
    rect(318, 145, 12, 22, 0, SUN),
    path('M48 198 L352 190 V210 L48 204Z', p.main),
    path('M250 193 L352 190 V210 L250 207Z', p.dark),
    rect(318, 189, 12, 22, 0, SUN),
  ),
]

const tumbler = (x: number, y: number, p: { main: string; light: string; pale: string }) =>
  faint(0.85, path(`M${x} ${y} h126 l-14 176 q-1 12 -13 12 h-72 q-12 0 -13 -12Z`, p.pale)) +
  faint(0.75, path(`M${x + 5} ${y + 60} h116 l-9 116 q-1 8 -13 8 h-72 q-12 0 -13 -8Z`, p.main)) +
  row(6, (at) => line(`M${x + 18 + at * 18} ${y + 14} L${x + 24 + at * 15.6} ${y + 172}`, '#ffffff', 3)) +
  `<ellipse cx="${x + 63}" cy="${y}" rx="63" ry="13" fill="${p.light}"/><ellipse cx="${x + 63}" cy="${y + 1}" rx="54" ry="9" fill="#ffffff"/>`

const glass: Drawing = (p) => [tumbler(190, 96, p), tumbler(86, 134, p)]

const bento: Drawing = (p) => [
  rect(86, 228, 228, 82, 22, p.deep),
  rect(86, 222, 228, 78, 22, p.main),
  rect(86, 150, 228, 78, 22, p.dark),
  rect(86, 144, 228, 76, 22, p.light),
  rect(78, 118, 244, 46, 20, p.dark),
  rect(78, 112, 244, 44, 20, p.main),
  line('M102 126 H180', p.pale, 6),
  rect(184, 92, 32, 222, 4, INK),
  rect(184, 92, 12, 222, 4, '#525b68'),
  rect(100, 96, 200, 16, 8, WOOD),
  rect(100, 106, 200, 6, 3, WOOD_DARK),
]

const bottle: Drawing = (p) => [
  rect(164, 54, 72, 54, 14, INK),
  rect(164, 54, 26, 54, 12, '#525b68'),
  line('M226 66 Q262 62 258 98', INK, 8),
  shaded(
    'M148 130 Q148 104 172 104 H228 Q252 104 252 130 V310 Q252 328 234 328 H166 Q148 328 148 310Z',
    p.main,
    p.dark,
    212,
  ),
  rect(148, 138, 104, 10, 0, STEEL),
  line('M164 168 V296', p.pale, 8),
  path('M176 260 L198 220 L210 240 L218 228 L236 260Z', p.deep),
]

export const KITCHEN_DRAWINGS = {
  casserole,
  pan,
  knife,
  kettle,
  teapot,
  mug,
  bowl,
  chopsticks,
  glass,
  bento,
  bottle,
} satisfies Record<string, Drawing>
