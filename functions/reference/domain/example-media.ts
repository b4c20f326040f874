const MEDIA = 'med_01kagrvw8e5c9t3m6z0x4n7q2b'

const answers = ['processMedia', 'readMedia', 'readAnyMedia', 'listMedia.items']

/** Of each operation that takes or answers a picture or a model: what is not as in the others by its name alone. */
export const MEDIA_EXAMPLES: Readonly<Record<string, unknown>> = {
  'requestUpload.fileName': 'cover.jpg',
  'requestUpload.bytes': 482_113,
  'requestUpload.alt': { en: 'The cover: a carriage under pines', ja: '表紙：松の下の牛車' },
  'upload.url': 'https://cartwright-catalog-files.s3.eu-central-1.amazonaws.com',
  'upload.fields': { key: `uploads/${MEDIA}`, policy: 'eyJleHBpcmF0aW9uIjoi', 'x-amz-signature': '4d2b' },
  ...Object.fromEntries(
    answers.flatMap((operation) => [
      [`${operation}.status`, 'ready'],
      [`${operation}.fileName`, 'cover.jpg'],
    ]),
  ),
}
