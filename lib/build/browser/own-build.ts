let own: string | undefined

/** The build this page is of. */
export const ownBuild = (): string => own ?? ''

/** Says so, once: what a newer server draws into this page later does not make the page newer. */
export const setOwnBuild = (build: string): void => {
  own ??= build
}
