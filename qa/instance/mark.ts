/** What everything that the kit makes begins with, so that people know it for what it is. */
export const mark = 'QA '
