/** Whether the sidebar is folded away belongs to this browser; a cookie, so that the first paint knows. */
export const foldedCookie = 'rooms-sidebar-folded'
export const isFolded = (given: string | undefined): boolean => given === 'yes'
