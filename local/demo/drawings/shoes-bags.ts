import { CREAM, INK, STEEL, STEEL_DARK, SUN, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, dashes, inside, line, path, rect, row, shaded } from './shapes.ts'

const SNEAKER = 'M60 284 L68 190 Q70 172 88 178 Q120 196 150 170 L168 158 Q206 214 262 226 Q338 238 342 284Z'

const sneaker: Drawing = (p) => [
  path(SNEAKER, p.main),
  inside(
    SNEAKER,
    path('M60 284 L66 206 Q110 236 140 284Z', p.dark),
    path('M276 284 Q266 244 296 226 L360 226 V290Z', '#e8dbc2'),
  ),
  line('M150 172 Q190 236 284 250', p.deep, 3),
  path('M150 170 L168 158 Q206 214 262 226 L246 240 Q184 226 150 170Z', p.light),
  row(4, (at) => line(`M${168 + at * 22} ${194 + at * 11} l20 -22`, '#d9c8a6', 7)),
  line('M72 186 Q108 208 150 176', p.deep, 8),
  path('M54 276 H346 Q352 276 352 286 Q352 314 324 314 H82 Q54 314 54 290Z', '#e2d2b4'),
  line('M58 290 H348', p.main, 6),
  line('M64 304 H338', '#c7b592', 4),
]

const BOOT = 'M110 78 H212 V190 Q216 220 264 232 Q322 246 324 290 H110Z'

const boot: Drawing = (p) => [
  shaded(BOOT, p.main, p.dark, 222),
  inside(
    BOOT,
    path('M110 216 Q160 232 168 296 H104Z', p.dark),
    path('M262 300 Q252 250 290 226 H340 V300Z', p.light),
  ),
  path('M196 78 H214 V190 Q216 220 262 232 L246 246 Q194 232 196 186Z', p.deep),
  row(5, (at) => line(`M190 ${104 + at * 26} L216 ${96 + at * 26}`, SUN, 6)),
  rect(104, 68, 114, 22, 10, p.deep),
  line('M118 70 q-14 -22 6 -26', p.deep, 7),
  path('M104 286 H330 Q334 312 312 312 H214 V304 H170 V322 H104Z', '#3d332c'),
  dashes('M112 292 H322', SUN, 2.5),
]

const slipperOf = (x: number) => (main: string, dark: string, deep: string) => [
  rect(x, 84, 96, 232, 48, WOOD),
  rect(x + 7, 84, 82, 224, 41, CREAM),
  path(`M${x} 204 Q${x + 48} 168 ${x + 96} 204 V268 Q${x + 96} 316 ${x + 48} 316 Q${x} 316 ${x} 268Z`, main),
  path(
    `M${x + 60} 186 Q${x + 80} 190 ${x + 96} 204 V268 Q${x + 96} 316 ${x + 48} 316 Q${x + 78} 280 ${x + 60} 186Z`,
    dark,
  ),
  line(`M${x + 4} 204 Q${x + 48} 170 ${x + 92} 204`, deep, 6),
]

const slipper: Drawing = (p) => [
  ...slipperOf(94)(p.main, p.dark, p.deep),
  ...slipperOf(210)(p.main, p.dark, p.deep),
]

const backpack: Drawing = (p) => [
  line('M172 92 Q172 60 200 60 Q228 60 228 92', p.deep, 11),
  rect(92, 200, 36, 96, 16, p.deep),
  rect(272, 200, 36, 96, 16, p.deep),
  shaded(
    'M112 320 V160 Q112 84 200 84 Q288 84 288 160 V320 Q288 328 280 328 H120 Q112 328 112 320Z',
    p.main,
    p.dark,
    208,
  ),
  line('M128 176 Q130 112 200 112 Q270 112 272 176', p.deep, 5),
  circle(272, 178, 6, SUN),
  rect(132, 218, 136, 92, 18, p.light),
  line('M140 244 H260', p.deep, 5),
  circle(252, 246, 6, SUN),
  rect(182, 150, 36, 26, 6, WOOD),
  line('M190 163 H210', WOOD_DARK, 4),
]

const tote: Drawing = (p) => [
  line('M150 168 V126 Q150 78 200 78 Q250 78 250 126 V168', p.deep, 12),
  shaded('M104 158 H296 L308 314 Q200 332 92 314Z', p.main, p.dark, 226),
  path('M104 158 H296 L297 178 H103Z', p.dark),
  dashes('M104 182 H296', p.deep, 2),
  line('M150 160 V206 M250 160 V206', p.deep, 12),
  line('M94 296 Q200 314 306 296', p.deep, 3),
  rect(182, 232, 36, 26, 4, CREAM),
  line('M190 245 H210', INK, 3),
]

const wallet: Drawing = (p) => [
  rect(108, 128, 150, 90, 10, CREAM),
  rect(116, 140, 158, 90, 10, '#8fb7c9'),
  rect(98, 154, 214, 140, 16, p.dark),
  rect(88, 162, 214, 138, 16, p.main),
  dashes('M100 176 H290 M100 288 H290 M100 176 V288', p.light, 2.5),
  path('M302 204 H254 Q236 204 236 228 Q236 252 254 252 H302Z', p.deep),
  circle(262, 228, 9, SUN),
]

const umbrella: Drawing = (p) => [
  line('M200 80 V290 Q200 318 222 318 Q244 318 244 294', WOOD_DARK, 10),
  line('M200 72 V88', INK, 8),
  path(
    'M56 216 Q66 96 200 90 Q334 96 344 216 Q320 196 296 216 Q272 196 248 216 Q224 196 200 216 Q176 196 152 216 Q128 196 104 216 Q80 196 56 216Z',
    p.main,
  ),
  path('M200 90 Q128 110 104 216 Q80 196 56 216 Q66 96 200 90Z', p.light),
  path('M200 90 Q272 110 296 216 Q320 196 344 216 Q334 96 200 90Z', p.dark),
  line('M200 90 Q166 120 152 214 M200 90 Q234 120 248 214 M200 90 V214', p.deep, 2.5),
]

const suitcase: Drawing = (p) => [
  line('M164 108 V58 H236 V108', STEEL_DARK, 8),
  rect(158, 50, 84, 16, 8, INK),
  circle(138, 322, 14, INK),
  circle(262, 322, 14, INK),
  shaded(
    'M136 96 H264 Q288 96 288 120 V288 Q288 312 264 312 H136 Q112 312 112 288 V120 Q112 96 136 96Z',
    p.main,
    p.dark,
    222,
  ),
  row(5, (at) => line(`M${140 + at * 30} 116 V292`, at < 3 ? p.light : p.main, 6)),
  line('M112 206 H288', p.deep, 4),
  rect(180, 194, 40, 24, 6, STEEL),
  rect(188, 104, 24, 8, 4, p.deep),
]

export const SHOES_BAGS_DRAWINGS = {
  sneaker,
  boot,
  slipper,
  backpack,
  tote,
  wallet,
  umbrella,
  suitcase,
} satisfies Record<string, Drawing>
