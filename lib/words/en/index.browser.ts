// Each of them by its whole key; what a page reads in their place are the words (lib/words/compile.ts).
import first from './first.json' with { type: 'json' }
import refusals from './page-refusals.json' with { type: 'json' }

/**
 * What a page has of English from the beginning (`imports` of package.json): what the first scripts of a
 * room's page say. All other words come with what comes later (components/words/all-words.tsx), or with the
 * one part that says them (components/words/with-words.tsx). What a server refuses comes with its English
 * sentence: only what a page refuses by itself is worded here.
 */
export const en = { ...first, refusals }
