/** Which browser and which system this is, as far as words about them differ. */
export type BrowserKind = {
  browser: 'chromium' | 'firefox' | 'safari'
  system: 'android' | 'ios' | 'macos' | 'windows' | 'other'
}

type Claims = {
  userAgent: string
  maxTouchPoints?: number
  /** Only Chromium has it. Source: WICG User-Agent Client Hints. */
  userAgentData?: { brands: { brand: string }[]; platform: string }
}

export function browserKind({ userAgent, maxTouchPoints = 0, userAgentData }: Claims): BrowserKind {
  return { browser: browserOf(userAgent, userAgentData), system: systemOf(userAgent, maxTouchPoints) }
}

export const currentBrowser = (): BrowserKind => browserKind(navigator)

function browserOf(userAgent: string, hints: Claims['userAgentData']): BrowserKind['browser'] {
  if (hints?.brands.some(({ brand }) => brand === 'Chromium')) return 'chromium'
  // Every browser on iOS is Safari inside, whatever name it has, and asks as Safari does.
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'safari'
  if (/Firefox\//.test(userAgent)) return 'firefox'
  return /Chrom(e|ium)\//.test(userAgent) ? 'chromium' : 'safari'
}

function systemOf(userAgent: string, touchPoints: number): BrowserKind['system'] {
  if (/Android/.test(userAgent)) return 'android'
  // An iPad claims to be a Mac, but no Mac has a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ios'
  if (/Macintosh/.test(userAgent)) return 'macos'
  return /Windows/.test(userAgent) ? 'windows' : 'other'
}
