import { type Texts, texts } from './shape.ts'

/** A trait of products and the values it has in the demo. */
interface Words {
  readonly name: Texts
  readonly values: Readonly<Record<string, Texts>>
}

/** What the demo says of its products, each word once. */
export const TRAITS = {
  brand: {
    name: texts('Brand', 'ブランド', '品牌'),
    values: {
      kawabe: texts('Kawabe', 'カワベ', '川边'),
      northlea: texts('Northlea', 'ノースリー', '诺斯里'),
      tidewell: texts('Tidewell', 'タイドウェル', '泰德韦尔'),
      fernway: texts('Fernway', 'ファーンウェイ', '芬威'),
      aoba: texts('Aoba Tools', '青葉工具店', '青叶工具'),
      lumenloom: texts('Lumen & Loom', 'ルーメン＆ルーム', '光与织'),
      tsuchi: texts('Tsuchi Ceramics', '土の器', '土之器'),
      kogane: texts('Kogane Foods', 'こがね食品', '小金食品'),
      yamanami: texts('Yamanami Tea', '山並茶舗', '山并茶铺'),
      sorane: texts('Sorane Audio', 'ソラネ', '空音'),
      keyfield: texts('Keyfield', 'キーフィールド', '键野'),
      papertrail: texts('Papertrail', 'ペーパートレイル', '纸迹'),
      slowhours: texts('Slow Hours Press', 'スローアワーズ出版', '慢时光出版'),
      yuragi: texts('Yuragi', 'ゆらぎ', '悠然'),
      littleharbor: texts('Little Harbor', 'リトルハーバー', '小港湾'),
    },
  },
  material: {
    name: texts('Material', '素材', '材质'),
    values: {
      cotton: texts('Cotton', 'コットン', '棉'),
      linen: texts('Linen', 'リネン', '亚麻'),
      wool: texts('Wool', 'ウール', '羊毛'),
      denim: texts('Denim', 'デニム', '牛仔布'),
      leather: texts('Leather', '本革', '真皮'),
      straw: texts('Straw', '麦わら', '麦秆'),
      polyester: texts('Recycled polyester', '再生ポリエステル', '再生涤纶'),
      nylon: texts('Nylon', 'ナイロン', '尼龙'),
      felt: texts('Felt', 'フェルト', '毛毡'),
      polycarbonate: texts('Polycarbonate', 'ポリカーボネート', '聚碳酸酯'),
      paper: texts('Paper', '紙', '纸'),
      oak: texts('Oak', 'オーク材', '橡木'),
      beech: texts('Beech', 'ブナ材', '榉木'),
      bamboo: texts('Bamboo', '竹', '竹'),
      ceramic: texts('Ceramic', '陶器', '陶瓷'),
      glass: texts('Glass', 'ガラス', '玻璃'),
      steel: texts('Steel', 'スチール', '钢'),
      stainless: texts('Stainless steel', 'ステンレス', '不锈钢'),
      cast_iron: texts('Cast iron', '鋳鉄', '铸铁'),
      aluminum: texts('Aluminum', 'アルミニウム', '铝'),
      plastic: texts('Recycled plastic', '再生プラスチック', '再生塑料'),
      rubber: texts('Natural rubber', '天然ゴム', '天然橡胶'),
      soy_wax: texts('Soy wax', 'ソイワックス', '大豆蜡'),
    },
  },
  feature: {
    name: texts('Feature', '特長', '特点'),
    values: {
      breathable: texts('Breathable', '通気性がよい', '透气'),
      waterproof: texts('Waterproof', '防水', '防水'),
      warm: texts('Warm', 'あたたかい', '保暖'),
      washable: texts('Machine washable', '洗濯機で洗える', '可机洗'),
      lightweight: texts('Lightweight', '軽量', '轻便'),
      handmade: texts('Handmade', '手づくり', '手工制作'),
      organic: texts('Organic', 'オーガニック', '有机'),
      vegan: texts('Vegan', 'ヴィーガン', '纯素'),
      dishwasher_safe: texts('Dishwasher safe', '食洗機対応', '可用洗碗机'),
      induction: texts('Works on induction', 'IH対応', '适用电磁炉'),
      rechargeable: texts('Rechargeable', '充電式', '可充电'),
      wireless: texts('Wireless', 'ワイヤレス', '无线'),
      noise_cancelling: texts('Noise cancelling', 'ノイズキャンセリング', '主动降噪'),
      refillable: texts('Refillable', '詰め替え可能', '可替换装'),
      dimmable: texts('Dimmable', '調光', '可调光'),
      foldable: texts('Folds small', '折りたたみ', '可折叠'),
    },
  },
  color: {
    name: texts('Color', 'カラー', '颜色'),
    values: {
      white: texts('White', 'ホワイト', '白色'),
      ivory: texts('Ivory', 'アイボリー', '象牙白'),
      natural: texts('Natural', 'ナチュラル', '原色'),
      beige: texts('Beige', 'ベージュ', '米色'),
      yellow: texts('Yellow', 'イエロー', '黄色'),
      mustard: texts('Mustard', 'マスタード', '芥末黄'),
      orange: texts('Orange', 'オレンジ', '橙色'),
      terracotta: texts('Terracotta', 'テラコッタ', '陶土色'),
      red: texts('Red', 'レッド', '红色'),
      burgundy: texts('Burgundy', 'バーガンディ', '酒红'),
      pink: texts('Pink', 'ピンク', '粉色'),
      lavender: texts('Lavender', 'ラベンダー', '薰衣草紫'),
      sky: texts('Sky blue', 'スカイブルー', '天蓝'),
      blue: texts('Blue', 'ブルー', '蓝色'),
      navy: texts('Navy', 'ネイビー', '藏青'),
      teal: texts('Teal', 'ティール', '青绿'),
      sage: texts('Sage', 'セージ', '鼠尾草绿'),
      green: texts('Green', 'グリーン', '绿色'),
      olive: texts('Olive', 'オリーブ', '橄榄绿'),
      camel: texts('Camel', 'キャメル', '驼色'),
      brown: texts('Brown', 'ブラウン', '棕色'),
      walnut: texts('Walnut', 'ウォルナット', '胡桃木色'),
      copper: texts('Copper', 'カッパー', '铜色'),
      silver: texts('Silver', 'シルバー', '银色'),
      gray: texts('Gray', 'グレー', '灰色'),
      charcoal: texts('Charcoal', 'チャコール', '炭灰'),
      black: texts('Black', 'ブラック', '黑色'),
    },
  },
  size: {
    name: texts('Size', 'サイズ', '尺寸'),
    values: {
      s: texts('S', 'S', 'S'),
      m: texts('M', 'M', 'M'),
      l: texts('L', 'L', 'L'),
      xl: texts('XL', 'XL', 'XL'),
      w28: texts('W28', 'W28', 'W28'),
      w31: texts('W31', 'W31', 'W31'),
      w34: texts('W34', 'W34', 'W34'),
      '24.5': texts('24.5 cm', '24.5cm', '24.5厘米'),
      '26': texts('26 cm', '26cm', '26厘米'),
      '27.5': texts('27.5 cm', '27.5cm', '27.5厘米'),
      single: texts('Single', 'シングル', '单人'),
      double: texts('Double', 'ダブル', '双人'),
      '20cm': texts('20 cm', '20cm', '20厘米'),
      '24cm': texts('24 cm', '24cm', '24厘米'),
      '28cm': texts('28 cm', '28cm', '28厘米'),
      '30cm': texts('30 cm', '30cm', '30厘米'),
      '45cm': texts('45 cm', '45cm', '45厘米'),
      face: texts('Face towel', 'フェイスタオル', '毛巾'),
      bath: texts('Bath towel', 'バスタオル', '浴巾'),
      a5: texts('A5', 'A5', 'A5'),
      b6: texts('B6', 'B6', 'B6'),
    },
  },
  capacity: {
    name: texts('Capacity', '容量', '容量'),
    values: {
      '50g': texts('50 g', '50g', '50克'),
      '100g': texts('100 g', '100g', '100克'),
      '200g': texts('200 g', '200g', '200克'),
      '500g': texts('500 g', '500g', '500克'),
      '2kg': texts('2 kg', '2kg', '2公斤'),
      '5kg': texts('5 kg', '5kg', '5公斤'),
      '250ml': texts('250 ml', '250ml', '250毫升'),
      '350ml': texts('350 ml', '350ml', '350毫升'),
      '500ml': texts('500 ml', '500ml', '500毫升'),
      '36l': texts('36 L', '36L', '36升'),
      '64l': texts('64 L', '64L', '64升'),
      '10000mah': texts('10,000 mAh', '10,000mAh', '10000毫安时'),
      '20000mah': texts('20,000 mAh', '20,000mAh', '20000毫安时'),
    },
  },
  scent: {
    name: texts('Scent', '香り', '香型'),
    values: {
      hinoki: texts('Hinoki', 'ヒノキ', '日本扁柏'),
      yuzu: texts('Yuzu', 'ゆず', '柚子'),
      fig: texts('Fig', 'いちじく', '无花果'),
      lavender: texts('Lavender', 'ラベンダー', '薰衣草'),
      unscented: texts('Unscented', '無香料', '无香'),
    },
  },
  roast: {
    name: texts('Roast', '焙煎', '烘焙度'),
    values: {
      medium: texts('Medium', '中煎り', '中度烘焙'),
      dark: texts('Dark', '深煎り', '深度烘焙'),
    },
  },
  flavor: {
    name: texts('Flavor', '風味', '口味'),
    values: {
      acacia: texts('Acacia', 'アカシア', '洋槐'),
      chestnut: texts('Chestnut', '栗', '栗花'),
      cacao70: texts('Cacao 70%', 'カカオ70%', '可可70%'),
      cacao85: texts('Cacao 85%', 'カカオ85%', '可可85%'),
      sea_salt: texts('Milk and sea salt', 'ミルクと海塩', '海盐牛奶'),
    },
  },
  layout: {
    name: texts('Layout', '配列', '键位布局'),
    values: {
      ansi: texts('US', 'US配列', '美式'),
      jis: texts('Japanese', '日本語配列', '日式'),
    },
  },
  plug: {
    name: texts('Plug', 'プラグ', '插头'),
    values: {
      type_a: texts('Japan, North America', '日本・北米', '日本、北美'),
      type_c: texts('Europe', 'ヨーロッパ', '欧洲'),
    },
  },
  nib: {
    name: texts('Nib', 'ペン先', '笔尖'),
    values: {
      fine: texts('Fine', '細字', '细'),
      broad: texts('Broad', '太字', '粗'),
    },
  },
  format: {
    name: texts('Format', '形式', '格式'),
    values: {
      epub: texts('EPUB', 'EPUB', 'EPUB'),
      pdf: texts('PDF', 'PDF', 'PDF'),
      mp3: texts('MP3', 'MP3', 'MP3'),
      flac: texts('FLAC', 'FLAC', 'FLAC'),
    },
  },
  license: {
    name: texts('License', 'ライセンス', '授权'),
    values: {
      desktop: texts('Desktop', 'デスクトップ', '桌面'),
      web: texts('Web', 'ウェブ', '网页'),
    },
  },
  pieces: {
    name: texts('Pieces', 'ピース数', '片数'),
    values: {
      '500': texts('500', '500ピース', '500片'),
      '1000': texts('1,000', '1000ピース', '1000片'),
    },
  },
  edition: {
    name: texts('Edition', '言語版', '语言版本'),
    values: {
      english: texts('English', '英語版', '英文版'),
      japanese: texts('Japanese', '日本語版', '日文版'),
      chinese: texts('Chinese', '中国語版', '中文版'),
    },
  },
} as const satisfies Record<string, Words>

export type TraitId = keyof typeof TRAITS
export type ValueOf<Trait extends TraitId> = keyof (typeof TRAITS)[Trait]['values']
export type ColorId = ValueOf<'color'>

/** The traits that some values are of, in the order in which they are written there. */
export const traitIds = (values: object): TraitId[] => Object.keys(values).filter(isTraitId)

const isTraitId = (name: string): name is TraitId => name in TRAITS

/** What a trait's value is called. */
export function valueName(trait: TraitId, value: string): Texts {
  const values: Readonly<Record<string, Texts>> = TRAITS[trait].values
  const name = values[value]
  if (!name) throw new Error(`The demo has no word for ${value} of ${trait}.`)
  return name
}
