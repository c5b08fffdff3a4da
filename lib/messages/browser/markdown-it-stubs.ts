/** In pages this stands for what markdown-it would load for rules that are off here (next.config.ts). */
export const decodeHTMLStrict = (text: string): string => text
export class LinkifyIt {}
