import { Download } from 'lucide-react'
import { encode } from 'uqr'
import { buttonClass } from './button.tsx'

type Props = { text: string; label: string; downloadLabel: string; fileName: string }

/** So many modules of white around it, or some phones do not see it. */
const border = 4

/** A text as a code for the camera of a phone: dark on white in any theme, and as a picture to keep. */
export default function QrCode({ text, label, downloadLabel, fileName }: Props) {
  const { size, data } = encode(text, { ecc: 'M', border })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 16}" height="${size * 16}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  return (
    <div className="flex flex-col items-center gap-3">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-56 rounded-lg border border-line"
      >
        <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
        <path fill="#000" d={path} />
      </svg>
      <a
        href={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        download={`${fileName}.svg`}
        className={buttonClass('plain')}
      >
        <Download size={16} aria-hidden />
        {downloadLabel}
      </a>
    </div>
  )
}
