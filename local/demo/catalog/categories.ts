import { type Texts, texts } from './shape.ts'

interface DemoCategory {
  readonly name: Texts
  readonly parent?: string
}

/** The tree of categories; brothers and sisters in the order in which they are shown. */
export const CATEGORIES = {
  clothing: { name: texts('Clothing', 'ウェア', '服装') },
  tops: { name: texts('Tops', 'トップス', '上装'), parent: 'clothing' },
  't-shirts': { name: texts('T-shirts', 'Tシャツ', 'T恤'), parent: 'tops' },
  shirts: { name: texts('Shirts', 'シャツ', '衬衫'), parent: 'tops' },
  knitwear: { name: texts('Knitwear', 'ニット', '针织衫'), parent: 'tops' },
  outerwear: { name: texts('Jackets', 'アウター', '外套'), parent: 'clothing' },
  bottoms: { name: texts('Trousers and dresses', 'パンツ・ワンピース', '裤装与连衣裙'), parent: 'clothing' },
  accessories: {
    name: texts('Hats, scarves, socks', '帽子・マフラー・靴下', '帽子、围巾与袜子'),
    parent: 'clothing',
  },

  'shoes-bags': { name: texts('Shoes and bags', 'シューズ・バッグ', '鞋与包') },
  shoes: { name: texts('Shoes', 'シューズ', '鞋'), parent: 'shoes-bags' },
  bags: { name: texts('Bags', 'バッグ', '包'), parent: 'shoes-bags' },
  travel: { name: texts('Travel', 'トラベル', '旅行用品'), parent: 'shoes-bags' },

  home: { name: texts('Home', 'ホーム', '家居') },
  textiles: { name: texts('Bedding and textiles', '寝具・ファブリック', '床品与织物'), parent: 'home' },
  lighting: { name: texts('Lighting', '照明', '灯具'), parent: 'home' },
  furniture: { name: texts('Furniture', '家具', '家具'), parent: 'home' },
  decoration: { name: texts('Decoration', 'インテリア雑貨', '装饰'), parent: 'home' },

  kitchen: { name: texts('Kitchen', 'キッチン', '厨房') },
  cookware: { name: texts('Cookware', '調理器具', '厨具'), parent: 'kitchen' },
  tableware: { name: texts('Tableware', '食器', '餐具'), parent: 'kitchen' },
  'tea-coffee-ware': {
    name: texts('For tea and coffee', 'お茶・コーヒーの道具', '茶与咖啡器具'),
    parent: 'kitchen',
  },
  'to-go': { name: texts('To take along', 'お弁当・水筒', '便当盒与水杯'), parent: 'kitchen' },

  food: { name: texts('Food and drink', '食品・飲料', '食品饮料') },
  'tea-coffee': { name: texts('Tea and coffee', 'お茶・コーヒー', '茶与咖啡'), parent: 'food' },
  pantry: { name: texts('Pantry', '調味料・食材', '调味与食材'), parent: 'food' },
  sweets: { name: texts('Sweets', 'お菓子', '点心'), parent: 'food' },

  electronics: { name: texts('Electronics', '家電・ガジェット', '数码电子') },
  audio: { name: texts('Audio', 'オーディオ', '音频'), parent: 'electronics' },
  computing: { name: texts('Computer accessories', 'パソコン周辺機器', '电脑配件'), parent: 'electronics' },
  power: { name: texts('Charging', '充電・バッテリー', '充电'), parent: 'electronics' },
  photo: { name: texts('Photo', 'カメラ', '摄影'), parent: 'electronics' },

  'books-paper': { name: texts('Books and paper', '本・文具', '图书与文具') },
  books: { name: texts('Books', '本', '图书'), parent: 'books-paper' },
  stationery: { name: texts('Stationery', '文具', '文具'), parent: 'books-paper' },
  downloads: { name: texts('Downloads', 'ダウンロード', '数字下载'), parent: 'books-paper' },

  outdoor: { name: texts('Outdoor and sports', 'アウトドア・スポーツ', '户外与运动') },
  camping: { name: texts('Camping', 'キャンプ', '露营'), parent: 'outdoor' },
  cycling: { name: texts('Cycling', 'サイクリング', '骑行'), parent: 'outdoor' },
  yoga: { name: texts('Yoga', 'ヨガ', '瑜伽'), parent: 'outdoor' },

  care: { name: texts('Bath and body', 'バス・ボディケア', '沐浴与护理') },
  bath: { name: texts('Bath', 'バス用品', '沐浴'), parent: 'care' },
  skin: { name: texts('Skin care', 'スキンケア', '护肤'), parent: 'care' },

  play: { name: texts('Toys and games', 'おもちゃ・ゲーム', '玩具与游戏') },
  toys: { name: texts('Toys', 'おもちゃ', '玩具'), parent: 'play' },
  games: { name: texts('Games and puzzles', 'ゲーム・パズル', '桌游与拼图'), parent: 'play' },
} as const satisfies Record<string, DemoCategory>

export type CategoryId = keyof typeof CATEGORIES

/** As they are made, one after another: a category after its parent. */
export const CATEGORY_LIST: readonly (DemoCategory & { readonly id: string })[] =
  Object.entries<DemoCategory>(CATEGORIES).map(([id, category]) => ({ id, ...category }))
