/**
 * The language of contract.ts, in which a page and a server talk. Another number is another language: it
 * changes when a page of before would misunderstand, and not for what is only added.
 */
export const protocol = 1
