/** Names an element for people who see it (`Tooltip`); for those who do not it carries its own aria-label. */
export const tipped = (tip: string) => ({ 'data-tip': tip })
