import type { createFormatter, createTranslator } from 'use-intl/core'
import type { Catalogue } from './catalogue.ts'

/**
 * A key of the catalogue, and what it counts or names → words of the reader's
 * language. It is what `useTranslations()` gives.
 */
export type Translate = ReturnType<typeof createTranslator<Catalogue>>

/**
 * Writes lists, dates and numbers as a language does. It is what `useFormatter()` and `useFormats()` give.
 */
export type Formatter = ReturnType<typeof createFormatter>
