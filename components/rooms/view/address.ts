/** The id of the room a path of the page leads to. */
export const roomIn = (path: string): string | undefined => /^\/rooms\/([^/]+)$/.exec(path)?.[1]
