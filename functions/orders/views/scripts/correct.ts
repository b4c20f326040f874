import { POSTING } from './posting.ts'

/** Sends the corrected address; its country is the one it had. */
export const CORRECT_SCRIPT = `${POSTING}
onSubmit(document.querySelector('form'), async (form) => {
  const { country } = main.dataset
  if (await post({ shippingAddress: { ...filledIn(form), country } })) done()
})
`
