/** The first of the choices, unless it is one of them: in an address stands whatever somebody typed. */
export const oneOf = <V extends string>(choices: readonly [V, ...V[]], given: unknown): V =>
  choices.find((choice) => choice === given) ?? choices[0]
