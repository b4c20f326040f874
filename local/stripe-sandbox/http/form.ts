/** What a form holds once its bracketed keys are unfolded: texts, lists and objects of them. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue }
export type Form = { [key: string]: FormValue }

type Branch = Map<string, string | Branch>

/**
 * Unfolds `application/x-www-form-urlencoded` with bracketed keys as Stripe's clients write it:
 * `metadata[orderId]=ord_1&expand[0]=latest_charge` becomes `{ metadata: { orderId }, expand: [...] }`.
 */
export function decodeForm(text: string): Form {
  const root: Branch = new Map()
  for (const [name, value] of new URLSearchParams(text)) plant(root, keysOf(name), value)
  return asObject(root)
}

function keysOf(name: string): string[] {
  const [head = '', ...rest] = name.split('[')
  return [head, ...rest.map((key) => key.replace(/\]$/, ''))]
}

function plant(branch: Branch, [key = '', ...deeper]: string[], value: string) {
  const place = key === '' ? String(branch.size) : key
  if (deeper.length === 0) {
    branch.set(place, value)
    return
  }
  const existing = branch.get(place)
  const next: Branch = existing instanceof Map ? existing : new Map()
  branch.set(place, next)
  plant(next, deeper, value)
}

const asValue = (node: string | Branch): FormValue =>
  typeof node === 'string' ? node : isList(node) ? [...node.values()].map(asValue) : asObject(node)

const asObject = (branch: Branch): Form =>
  Object.fromEntries([...branch].map(([key, node]) => [key, asValue(node)]))

const isList = (branch: Branch) => [...branch.keys()].every((key) => /^\d+$/.test(key))
