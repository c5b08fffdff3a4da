import { createHash } from 'node:crypto'

/** What an exported page looks like; in the page itself, so that it needs nothing else. */
export const style = `
:root { color-scheme: light dark; --soft: light-dark(#53625b, #a4b4ad); --line: light-dark(#dde3dc, #2b3a35); }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif;
  background: light-dark(#fdfdfb, #121b18); color: light-dark(#16211d, #e8efeb); }
header { border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
header p, small, time, blockquote { color: var(--soft); }
a { color: inherit; } time, small { font-size: 0.8rem; }
ol { list-style: none; padding: 0; } ol > li { padding: 0.35rem 0; } ol > li:target { outline: 2px solid #f4b63f; }
li > div { white-space: pre-wrap; overflow-wrap: anywhere; } .action { font-style: italic; }
blockquote { margin: 0; padding-left: 0.6rem; border-left: 3px solid var(--line); font-size: 0.9rem; }
ul { margin: 0.2rem 0; padding-left: 1.2rem; }
`

/** The content security policy of an exported page (CSP3, section 6.7.3.3): nothing but this style. */
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`
