import { CREAM, INK, PAPER, SUN, WOOD, WOOD_DARK } from './paint.ts'
import {
  circle,
  type Drawing,
  faint,
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

const book: Drawing = (p) => [
  path('M118 78 H290 Q300 78 300 88 V318 Q300 328 290 328 H118Z', p.deep),
  rect(116, 84, 176, 236, 4, PAPER),
  row(4, (at) => line(`M286 ${92 + at * 2} V${312 - at * 2}`, '#e4dac4', 1)),
  path('M104 74 H272 Q282 74 282 84 V308 Q282 318 272 318 H104 Q94 318 94 308 V84 Q94 74 104 74Z', p.main),
  path('M104 74 H124 V318 H104 Q94 318 94 308 V84 Q94 74 104 74Z', p.dark),
  rect(148, 104, 112, 10, 5, CREAM),
  rect(148, 124, 74, 10, 5, p.pale),
  ...[
    [150, 222, 44, CREAM],
    [200, 196, 56, SUN],
    [162, 176, 32, p.pale],
    [206, 262, 50, '#d1745c'],
    [156, 276, 34, SUN],
  ].map(([x, y, size, fill]) =>
    rect(Number(x), Number(y), Number(size), Number(size) * 0.62, 4, String(fill)),
  ),
]

const notebook: Drawing = (p) => [
  path('M246 300 V344 L256 334 L266 344 V300Z', '#d1674f'),
  rect(114, 74, 190, 254, 12, PAPER),
  row(6, (at) => line(`M${300 - at} ${86} V318`, '#e7decb', 1)),
  shaded(
    'M108 70 H278 Q290 70 290 82 V312 Q290 324 278 324 H108 Q96 324 96 312 V82 Q96 70 108 70Z',
    p.main,
    p.dark,
    262,
  ),
  rect(96, 70, 22, 254, 10, p.deep),
  rect(246, 70, 13, 254, 0, p.deep),
  rect(140, 124, 84, 56, 6, CREAM),
  line('M154 144 H210 M154 160 H192', INK, 4),
  row(5, (at) => row(4, (down) => circle(146 + at * 19, 222 + down * 22, 2.5, p.light))),
]

const pen: Drawing = (p) => [
  line('M62 322 Q110 292 136 312 Q168 334 204 306', '#3c5a8c', 5),
  turned(
    -42,
    path('M44 200 L100 180 V220Z', SUN),
    path('M44 200 L100 200 V220Z', '#cf9f3a'),
    line('M50 200 H86', INK, 2.5),
    circle(88, 200, 4, INK),
    rect(98, 178, 52, 44, 8, INK),
    rect(146, 172, 190, 56, 26, p.main),
    rect(146, 202, 190, 26, 13, p.dark),
    rect(160, 180, 130, 8, 4, p.light),
    rect(146, 172, 12, 56, 2, SUN),
    rect(248, 172, 8, 56, 0, SUN),
    rect(236, 160, 92, 12, 6, SUN),
    circle(336, 200, 10, SUN),
  ),
]

const INK_BOTTLE =
  'M112 182 Q112 160 136 160 H264 Q288 160 288 182 V304 Q288 324 266 324 H134 Q112 324 112 304Z'

const ink: Drawing = (p) => [
  faint(0.75, path(INK_BOTTLE, '#ffffff')),
  inside(
    INK_BOTTLE,
    rect(122, 204, 156, 112, 12, p.main),
    rect(220, 204, 58, 112, 12, p.dark),
    rect(122, 200, 156, 12, 6, p.light),
  ),
  rect(154, 128, 92, 36, 4, '#e8eef2'),
  rect(140, 78, 120, 60, 10, INK),
  rect(140, 78, 34, 60, 10, '#525b68'),
  row(7, (at) => line(`M${158 + at * 14} 90 V128`, '#2c333d', 2)),
  rect(148, 232, 104, 62, 6, PAPER),
  path('M200 240 Q218 262 210 274 Q200 284 190 274 Q182 262 200 240Z', p.main),
  line('M124 184 V306', '#ffffff', 5),
]

const calendar: Drawing = (p) => [
  rect(74, 296, 252, 28, 10, WOOD_DARK),
  rect(74, 290, 252, 26, 10, WOOD),
  ...[
    [92, WOOD],
    [166, p.main],
    [240, WOOD],
  ].map(([x, fill]) => rect(Number(x), 150, 68, 142, 26, String(fill))),
  rect(136, 150, 24, 142, 20, WOOD_DARK),
  rect(210, 150, 24, 142, 20, p.dark),
  rect(284, 150, 24, 142, 20, WOOD_DARK),
  ...[92, 166, 240].map((x) => rect(x + 6, 198, 56, 46, 8, PAPER)),
  line('M112 210 Q134 204 130 220 L112 232 H134', INK, 5),
  line('M194 210 V234 M184 216 L194 210', INK, 5),
  ring(268, 221, 12, INK, 5),
  line('M84 128 H316', WOOD_DARK, 10),
  circle(84, 128, 12, WOOD),
  circle(316, 128, 12, WOOD),
]

const ebook: Drawing = (p) => [
  rect(104, 62, 198, 272, 22, '#2e343e'),
  rect(98, 58, 198, 270, 22, '#444c59'),
  rect(114, 80, 166, 216, 6, p.pale),
  inside(
    'M114 80 H280 V296 H114Z',
    circle(197, 190, 58, p.main),
    rect(114, 216, 166, 80, 0, p.light),
    path('M148 214 H240 Q240 262 214 268 H174 Q148 262 148 214Z', PAPER),
    line('M240 222 Q262 222 258 238 Q254 250 236 250', PAPER, 8),
    oval(194, 214, 46, 9, '#7a5138'),
    rect(136, 268, 116, 8, 4, '#d8ccb4'),
  ),
  rect(140, 98, 114, 10, 5, INK),
  rect(160, 116, 74, 8, 4, INK),
  circle(197, 312, 7, '#6d7684'),
]

const font: Drawing = (p) => [
  rect(86, 90, 232, 232, 18, p.deep),
  rect(82, 82, 232, 232, 18, PAPER),
  line('M96 236 H300 M96 126 H300', p.pale, 3),
  path('M112 236 L154 126 H178 L220 236 H194 L186 212 H146 L138 236Z M153 192 H179 L166 154Z', p.dark),
  ring(252, 206, 22, p.main, 15),
  rect(266, 176, 16, 61, 3, p.main),
  row(7, (at) => rect(108 + at * 27, 266, 18, 4 + at * 3, 2, p.main)),
]

const album: Drawing = (p) => [
  circle(252, 196, 98, '#2d323b'),
  ring(252, 196, 82, '#444b57', 2),
  ring(252, 196, 66, '#444b57', 2),
  circle(252, 196, 32, SUN),
  circle(252, 196, 7, PAPER),
  rect(72, 92, 212, 218, 8, p.deep),
  rect(68, 88, 212, 212, 8, p.main),
  inside(
    'M68 88 H280 V300 H68Z',
    path('M68 150 L174 96 L280 150 V172 H68Z', '#2c3f63'),
    path('M68 172 H280 V186 H68Z', p.deep),
    row(9, (at) => line(`M${82 + at * 24} ${196 + (at % 3) * 10} v${34 + (at % 2) * 22}`, p.pale, 4)),
    oval(130, 292, 60, 10, p.light),
    oval(230, 284, 40, 8, p.light),
  ),
]

const pattern: Drawing = (p) => [
  turned(
    -5,
    rect(86, 78, 178, 230, 8, '#e4d9c2'),
    rect(82, 72, 178, 230, 8, PAPER),
    rect(104, 92, 100, 9, 4, INK),
    rect(104, 108, 66, 7, 3, '#b6ad9b'),
    row(8, (across) =>
      row(8, (down) =>
        rect(
          104 + across * 17,
          132 + down * 17,
          15,
          15,
          2,
          (across + down) % 4 === 0 || (across - down + 8) % 4 === 0 ? p.main : '#f0e7d5',
        ),
      ),
    ),
  ),
  line('M222 316 L330 180 M250 324 L344 206', WOOD, 9),
  circle(332, 177, 9, WOOD_DARK),
  circle(346, 203, 9, WOOD_DARK),
  circle(262, 274, 54, p.main),
  line(
    'M222 262 Q258 226 304 254 M214 282 Q262 238 312 278 M224 304 Q268 258 306 300 M246 324 Q250 270 232 236 M274 326 Q296 280 270 224',
    p.light,
    5,
  ),
  line('M300 312 Q330 340 348 316', p.main, 6),
]

export const BOOKS_PAPER_DRAWINGS = {
  book,
  notebook,
  pen,
  ink,
  calendar,
  ebook,
  font,
  album,
  pattern,
} satisfies Record<string, Drawing>
