import type { Flow, Outcome } from './outcome.ts'
import { ofVerdict, verdictOn, verdicts } from './summary-text.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (words: string) => words.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** One page that stands by itself, to be printed or handed on. */
export function summaryPage(outcome: Outcome): string {
  const { url, instance, way, run, began, seconds, versions, missing, flows, proofs } = outcome
  const facts = {
    Instance: `${instance}, ${url}`,
    Accounts: way,
    Begun: `${began}, ${Math.floor(seconds / 60)} min ${seconds % 60} s`,
    Proofs: String(proofs),
    Versions: versions.join(', '),
    ...(missing.length > 0 && { 'Not installed': `${missing.join(', ')}: nothing is said of them` }),
    Run: run,
  }
  const failed = ofVerdict(flows, 'not proven').length > 0
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(verdictOn(outcome))}</title>
<style>${style}</style>
<h1 class="${failed ? 'failed' : 'good'}">${text(verdictOn(outcome))}</h1>
<dl>${Object.entries(facts)
    .map(([name, value]) => `<dt>${name}<dd>${text(value)}`)
    .join('')}</dl>
${verdicts.map(({ verdict, heading }) => section(heading, ofVerdict(flows, verdict))).join('')}
<p><a href="html/index.html">All of it, with traces, screenshots and films of what failed</a>
</html>
`
}

const section = (heading: string, flows: Flow[]) =>
  flows.length === 0 ? '' : `<h2>${heading}</h2><ul>${flows.map(item).join('')}</ul>`

const item = ({ area, title, where, proofs, reason }: Flow) =>
  `<li><b>${text(area)}</b> ${text(title)} <small>${text(where)}</small>${
    reason ? `<p>${text(reason)}</p>` : ''
  }${proofs.length > 0 ? `<p class="proofs">${proofs.map(text).join(' · ')}</p>` : ''}`

const style = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; border-inline-start: .4rem solid; padding-inline-start: .7rem }
h1.good { border-color: #15803d } h1.failed { border-color: #b91c1c }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 }
dt, small, .proofs { color: color-mix(in srgb, currentColor 70%, transparent) } dd { margin: 0; overflow-wrap: anywhere }
ul { padding-inline-start: 1.1rem; margin: 0 } li { margin: .25rem 0; overflow-wrap: anywhere }
li p { margin: .1rem 0 } .proofs { font-size: .85rem }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
@media print { body { margin: 0 } }`
