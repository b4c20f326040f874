import { CREAM, type Paint, SUN, WOOD, WOOD_DARK } from './paint.ts'
import { circle, type Drawing, dashes, inside, line, oval, path, rect, row, shaded } from './shapes.ts'

const SHORT_SLEEVES =
  'M152 92 L108 110 Q98 114 92 124 L60 178 L104 206 L122 186 L122 312 Q122 322 132 322 L268 322 Q278 322 278 312 L278 186 L296 206 L340 178 L308 124 Q302 114 292 110 L248 92 Q200 130 152 92Z'
const LONG_SLEEVES =
  'M152 92 L114 106 Q96 112 90 136 L60 276 L102 288 L124 206 L124 322 L276 322 L276 206 L298 288 L340 276 L310 136 Q304 112 286 106 L248 92 Q200 124 152 92Z'

const tshirt: Drawing = (p) => [
  shaded(SHORT_SLEEVES, p.main, p.dark, 214),
  line('M122 186 L122 236', p.deep, 3),
  line('M278 186 L278 236', p.deep, 3),
  line('M152 92 Q200 134 248 92', p.deep, 11),
  dashes('M128 308 H272', p.deep, 2),
  dashes('M70 166 L112 194', p.deep, 2),
  dashes('M330 166 L288 194', p.deep, 2),
]

const shirt: Drawing = (p) => [
  shaded(LONG_SLEEVES, p.main, p.dark, 208),
  rect(190, 116, 20, 206, 0, p.light),
  line('M190 122 V322', p.deep, 2),
  row(5, (at) => circle(200, 150 + at * 36, 4.5, p.deep)),
  path('M152 92 L200 124 L170 160 L138 100Z', p.light),
  path('M248 92 L200 124 L230 160 L262 100Z', p.pale),
  line('M152 92 L200 124 L170 160 M248 92 L200 124 L230 160', p.deep, 2.5),
  rect(226, 176, 36, 42, 5, p.light),
  line('M226 188 H262', p.deep, 2),
  line('M66 250 L108 262 M334 250 L292 262', p.deep, 3),
]

const stitches = (p: Paint, y: number, color: string) =>
  row(13, (at) => line(`M${126 + at * 12} ${y} l6 8 l6 -8`, color, 3)) +
  line(`M120 ${y + 16} H280`, p.deep, 0.5)

const sweater: Drawing = (p) => [
  shaded(LONG_SLEEVES, p.main, p.dark, 214),
  inside(
    'M124 150 H276 V216 H124Z',
    stitches(p, 158, p.pale),
    stitches(p, 178, p.light),
    stitches(p, 198, p.pale),
  ),
  rect(122, 300, 156, 26, 8, p.deep),
  row(12, (at) => line(`M${132 + at * 12.5} 305 V321`, p.dark, 2.5)),
  path('M66 250 L108 262 L101 290 L58 278Z', p.deep),
  path('M334 250 L292 262 L299 290 L342 278Z', p.deep),
  line('M152 94 Q200 130 248 94', p.deep, 16),
  line('M124 206 V240 M276 206 V240', p.deep, 3),
]

const jacket: Drawing = (p) => [
  path('M144 104 Q138 48 200 46 Q262 48 256 104 Q200 140 144 104Z', p.dark),
  path('M162 104 Q160 68 200 66 Q240 68 238 104 Q200 128 162 104Z', p.deep),
  shaded(LONG_SLEEVES, p.main, p.dark, 206),
  path('M152 92 Q200 126 248 92 L254 112 Q200 146 146 112Z', p.light),
  line('M200 128 V322', p.deep, 6),
  circle(200, 140, 5, CREAM),
  line('M142 236 L170 262 M258 236 L230 262', p.deep, 6),
  line('M124 172 H276', p.light, 4),
  path('M66 252 L107 264 L102 288 L60 276Z', p.deep),
  path('M334 252 L293 264 L298 288 L340 276Z', p.deep),
  line('M182 122 V150 M218 122 V150', CREAM, 3),
]

const trousers: Drawing = (p) => [
  shaded('M134 76 H266 L282 326 H216 L203 168 H197 L184 326 H118Z', p.main, p.dark, 202),
  rect(132, 72, 136, 24, 5, p.deep),
  row(4, (at) => rect(144 + at * 34, 68, 9, 32, 3, p.dark)),
  circle(200, 84, 6, SUN),
  line('M200 98 V160', p.deep, 3),
  dashes('M206 100 Q222 136 202 160', SUN, 2),
  dashes('M134 124 Q164 126 166 98 M266 124 Q236 126 234 98', SUN, 2),
  dashes('M130 314 H180 M220 314 H272', SUN, 2),
  line('M142 130 L130 300 M258 130 L270 300', p.light, 2),
]

const dress: Drawing = (p) => [
  line('M166 146 Q152 104 164 76 M234 146 Q248 104 236 76', p.dark, 14),
  shaded('M156 140 H244 L250 204 L300 318 Q200 340 100 318 L150 204Z', p.main, p.dark, 206),
  line('M150 204 H250', p.deep, 5),
  circle(168, 152, 6, CREAM),
  circle(232, 152, 6, CREAM),
  path('M138 236 L176 240 L174 282 Q154 288 132 276Z', p.light),
  path('M262 236 L224 240 L226 282 Q246 288 268 276Z', p.light),
  line('M186 210 L180 326 M214 210 L220 326', p.deep, 2),
  dashes('M108 308 Q200 328 292 308', p.deep, 2),
]

const fringe = (x: number, y: number, color: string) =>
  row(6, (at) => line(`M${x + at * 10} ${y} v18`, color, 4))

const scarf: Drawing = (p) => [
  rect(206, 152, 60, 152, 6, p.dark),
  rect(206, 256, 60, 10, 0, p.pale),
  rect(206, 276, 60, 10, 0, p.pale),
  fringe(211, 304, p.dark),
  `<ellipse cx="200" cy="136" rx="78" ry="38" fill="none" stroke="${p.main}" stroke-width="52"/>`,
  `<ellipse cx="200" cy="150" rx="84" ry="34" fill="none" stroke="${p.dark}" stroke-width="5"/>`,
  rect(134, 166, 62, 128, 6, p.main),
  rect(134, 246, 62, 10, 0, p.pale),
  rect(134, 266, 62, 10, 0, p.pale),
  fringe(140, 294, p.main),
  path('M130 150 Q166 186 210 168 L206 206 Q166 216 128 190Z', p.light),
]

const beanie: Drawing = (p) => [
  circle(200, 88, 32, p.light),
  row(7, (at) => line(`M${182 + at * 6} ${80 + (at % 2) * 10} l4 10`, p.main, 3)),
  shaded('M104 248 Q100 104 200 104 Q300 104 296 248Z', p.main, p.dark, 214),
  line('M136 240 Q134 150 178 112 M168 240 Q166 150 190 110 M232 240 Q234 150 210 110', p.deep, 3),
  line('M264 240 Q266 150 222 112 M200 240 V108', p.deep, 3),
  rect(90, 228, 220, 70, 20, p.light),
  row(13, (at) => line(`M${106 + at * 15.6} 238 V288`, p.main, 4)),
]

const SOCK = 'M0 0 H62 V128 Q62 150 44 164 L-10 204 Q-36 222 -54 200 Q-70 176 -46 158 L-6 128 Q0 122 0 112Z'
const sock = (p: Paint, x: number, y: number, main: string) =>
  `<g transform="translate(${x} ${y})">${path(SOCK, main)}${inside(
    SOCK,
    circle(66, 150, 30, p.deep),
    circle(-58, 196, 34, p.deep),
  )}${rect(-3, -6, 68, 34, 8, p.deep)}${row(6, (at) => line(`M${8 + at * 10} 0 V22`, p.dark, 2.5))}${rect(0, 40, 62, 8, 0, p.pale)}${rect(0, 56, 62, 8, 0, p.pale)}</g>`

const socks: Drawing = (p) => [sock(p, 236, 92, p.dark), sock(p, 148, 104, p.main)]

const CROWN = 'M124 254 Q122 124 200 124 Q278 124 276 254 Q200 284 124 254Z'

const hat: Drawing = () => [
  oval(200, 262, 152, 50, WOOD_DARK),
  oval(200, 256, 152, 48, '#e2c48f'),
  row(
    4,
    (at) =>
      `<ellipse cx="200" cy="256" rx="${146 - at * 16}" ry="${44 - at * 5}" fill="none" stroke="${WOOD}" stroke-width="2"/>`,
  ),
  shaded(CROWN, '#ecd3a3', '#dcbb84', 216),
  inside(
    CROWN,
    row(6, (at) => line(`M116 ${226 - at * 17} Q200 ${252 - at * 17} 284 ${226 - at * 17}`, WOOD, 1.5)),
  ),
  path('M123 228 Q200 262 277 228 L277 256 Q200 286 123 256Z', '#46566f'),
  path('M270 234 L304 262 L286 270 L268 252Z', '#35435a'),
]

export const CLOTHING_DRAWINGS = {
  tshirt,
  shirt,
  sweater,
  jacket,
  trousers,
  dress,
  scarf,
  beanie,
  socks,
  hat,
} satisfies Record<string, Drawing>
