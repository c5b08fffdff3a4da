/** Letters with as many marks, or of a script that is written downwards, need more room than a line has. */
export const isHigh = (content: string): boolean => /\p{Mn}{3}|\p{Script=Tibetan}/u.test(content)
