/** What is in the example of an address format: a part of Japan's. */
export const ADDRESS_EXAMPLES: Readonly<Record<string, unknown>> = {
  'readAddressFormat.fields.name': 'region',
  'readAddressFormat.fields.labels': { en: 'Prefecture', ja: '都道府県', 'zh-Hans': '都道府县' },
  'readAddressFormat.fields.required': true,
  'readAddressFormat.latinOrder': ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'],
  'readAddressFormat.postalCode.pattern': '^\\d{3}-?\\d{4}$',
  'readAddressFormat.postalCode.example': '154-0023',
  'readAddressFormat.regions.value': '東京都',
  'readAddressFormat.regions.name': '東京都',
  'readAddressFormat.regions.latinName': 'Tokyo',
}
