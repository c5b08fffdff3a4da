import { encode } from 'uqr'

/** A text as a picture that cameras read: dark on light in every theme, as they want it. */
export default function QrPicture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto w-full max-w-64 rounded-lg"
    >
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="white" />
      <path d={dark.join('')} fill="black" />
    </svg>
  )
}
