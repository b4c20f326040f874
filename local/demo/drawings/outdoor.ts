import { INK, LEAF, STEEL, STEEL_DARK, SUN, WOOD_DARK } from './paint.ts'
import {
  circle,
  type Drawing,
  dashes,
  faint,
  inside,
  line,
  oval,
  path,
  rect,
  ring,
  row,
  shaded,
} from './shapes.ts'

const tent: Drawing = (p) => [
  path('M36 312 Q120 292 200 300 Q300 288 364 312 Q300 330 200 330 Q90 330 36 312Z', LEAF),
  line('M200 104 L60 300 M200 104 L344 300', WOOD_DARK, 3),
  path('M200 96 L86 308 H314Z', p.main),
  path('M200 96 L314 308 H246Z', p.dark),
  path('M200 96 L86 308 H122Z', p.light),
  path('M200 150 L158 308 H244Z', '#3c3a40'),
  path('M200 150 L158 308 Q146 262 200 150Z', p.pale),
  path('M200 150 L244 308 Q264 268 200 150Z', p.deep),
  line('M200 96 V84', WOOD_DARK, 6),
  path('M200 82 L228 90 L200 100Z', SUN),
  line('M86 308 L62 316 M314 308 L338 316', INK, 4),
]

const campLantern: Drawing = (p) => [
  faint(0.4, circle(200, 206, 128, '#fff0b8')),
  line('M136 132 Q136 58 200 58 Q264 58 264 132', STEEL_DARK, 8),
  path('M152 132 Q156 92 200 92 Q244 92 248 132Z', p.dark),
  rect(134, 126, 132, 22, 8, p.main),
  path('M146 148 H254 Q270 206 254 262 H146 Q130 206 146 148Z', '#fff3cf'),
  path('M222 148 H254 Q270 206 254 262 H222 Q240 206 222 148Z', '#f7df9d'),
  oval(200, 214, 20, 34, '#fffbe8'),
  path('M200 184 Q216 212 208 230 Q200 238 192 230 Q184 212 200 184Z', '#f0ae48'),
  line('M146 148 Q130 206 146 262 M254 148 Q270 206 254 262 M172 148 V262 M228 148 V262', STEEL_DARK, 4),
  rect(128, 258, 144, 28, 8, p.main),
  shaded('M140 284 H260 L272 318 Q272 326 262 326 H138 Q128 326 128 318Z', p.main, p.deep, 214),
  row(8, (at) => line(`M${146 + at * 15.5} 264 V280`, p.deep, 3)),
]

const mat: Drawing = (p) => [
  path('M128 276 H356 L336 318 H96Z', p.dark),
  path('M128 268 H356 L338 306 H96Z', p.main),
  row(5, (at) => line(`M${170 + at * 38} 274 L${154 + at * 39} 300`, p.light, 3)),
  circle(128, 218, 92, p.deep),
  circle(128, 214, 92, p.main),
  ring(128, 214, 74, p.dark, 5),
  ring(128, 214, 56, p.light, 5),
  ring(128, 214, 38, p.dark, 5),
  ring(128, 214, 20, p.light, 5),
  circle(128, 214, 8, p.deep),
]

const HELMET = 'M72 246 Q70 108 200 104 Q322 106 332 236 Q334 252 318 252 H88 Q72 254 72 246Z'

const helmet: Drawing = (p) => [
  line('M118 254 Q140 318 196 322 M250 254 Q232 306 196 322', INK, 9),
  rect(180, 310, 34, 22, 8, INK),
  shaded(HELMET, p.main, p.dark, 232),
  inside(
    HELMET,
    path('M130 196 Q140 146 176 132 L186 148 Q158 166 152 204Z', p.deep),
    path('M190 204 Q188 150 206 128 L224 134 Q212 164 216 206Z', p.deep),
    path('M254 208 Q256 164 240 142 L258 146 Q284 176 280 212Z', p.deep),
  ),
  line('M92 206 Q98 150 140 122', p.light, 8),
  path('M66 240 Q200 268 338 234 Q344 258 320 262 Q200 284 84 266 Q64 262 66 240Z', p.deep),
  rect(316, 214, 22, 16, 6, '#d1514a'),
]

const campChair: Drawing = (p) => [
  line('M114 320 L270 200 M286 320 L130 200', STEEL_DARK, 10),
  line('M114 320 L270 200', STEEL, 5),
  line('M112 84 L130 320 M288 84 L270 320', STEEL_DARK, 10),
  path('M108 84 Q200 108 292 84 L284 206 Q200 224 116 206Z', p.main),
  path('M216 100 Q256 96 292 84 L284 206 Q250 214 216 216Z', p.dark),
  path('M112 204 Q200 236 288 204 L302 246 Q200 276 98 246Z', p.light),
  path('M210 224 Q252 222 288 204 L302 246 Q256 260 214 262Z', p.main),
  line('M96 178 H138 M262 178 H304', INK, 12),
  dashes('M122 96 Q200 116 278 96', p.pale, 3),
  rect(148, 128, 50, 42, 6, p.light),
]

export const OUTDOOR_DRAWINGS = {
  tent,
  'camp-lantern': campLantern,
  mat,
  helmet,
  'camp-chair': campChair,
} satisfies Record<string, Drawing>
