import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { z } from 'zod'

const sentence = z
  .string()
  .check(z.regex(/\S\s|\s\S/))
  .transform(() => true)

const textForPeople = z.object({
  node: z.union([
    z.object({ type: z.literal('StringLiteral'), value: sentence }),
    z.object({
      type: z.literal('TemplateLiteral'),
      quasis: z
        .array(z.object({ value: z.object({ raw: z.string() }) }))
        .refine((quasis) => quasis.some(({ value }) => sentence.safeParse(value.raw).success)),
    }),
  ]),
})

/**
 * A literal with a blank between words is a text for people, such as the detail of a refusal: another
 * text would be as right, so it is not mutated, nor is what stands in it. Codes, names and keys have none.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts-for-people', {
    shouldIgnore: (path) => (textForPeople.safeParse(path).success ? 'a text for people' : undefined),
  }),
]
