import * as z from 'zod/mini'

/** The pool asks for as many, with a capital and a small letter, a digit and a symbol among them. */
export const MIN_PASSWORD_LENGTH = 10

/** As it is sent; whether it is strong enough is the domain's to say. Cognito takes 256 characters at most. */
export const password = z.string().check(z.minLength(1), z.maxLength(256))
