/** Scripts of which some letters look like those of another. */
const alike = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Lisu}/u,
]

/** Whether letters of several of them stand in a word: it may be taken for another one. */
export const mixesAlike = (word: string): boolean => alike.filter((script) => script.test(word)).length > 1
