/**
 * What a browser loads in the place of `in-english.ts` (`imports` of package.json): a page words what is
 * refused from its reader's catalogue, and need not carry the English one as well.
 */
export const inEnglish = (reason: string): string => reason
