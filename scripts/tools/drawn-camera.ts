/**
 * Runs in the page, before anything else: its camera shows a drawn person in a
 * room, in colours that follow from the name.
 */
export function drawnCamera(name: string): void {
  const hue = [...name].reduce((sum, letter) => sum * 3 + letter.charCodeAt(0) * 29, 0) % 360
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
  const pen = canvas.getContext('2d')
  if (!pen) return

  const disc = (x: number, y: number, radius: number, colour: string, flat = 1) => {
    pen.fillStyle = colour
    pen.beginPath()
    pen.ellipse(x, y, radius, radius * flat, 0, 0, 2 * Math.PI)
    pen.fill()
  }
  const draw = () => {
    const sway = Math.sin(performance.now() / 900) * 4
    const wall = pen.createLinearGradient(0, 0, 640, 360)
    wall.addColorStop(0, `hsl(${hue} 35% 82%)`)
    wall.addColorStop(1, `hsl(${hue} 30% 62%)`)
    pen.fillStyle = wall
    pen.fillRect(0, 0, 640, 360)
    pen.fillStyle = `hsl(${hue} 30% 90% / 0.7)`
    pen.fillRect(70, 40, 120, 150)
    disc(320 + sway, 385, 150, `hsl(${(hue + 150) % 360} 35% 38%)`, 0.9)
    pen.fillStyle = 'hsl(24 45% 62%)'
    pen.fillRect(295 + sway, 215, 50, 60)
    disc(320 + sway, 120, 84, `hsl(${(hue + 20) % 360} 30% 22%)`)
    disc(320 + sway, 165, 66, 'hsl(24 50% 70%)', 1.15)
    disc(297 + sway, 158, 6, 'hsl(24 30% 20%)')
    disc(343 + sway, 158, 6, 'hsl(24 30% 20%)')
    pen.strokeStyle = 'hsl(8 45% 42%)'
    pen.lineWidth = 5
    pen.beginPath()
    pen.arc(320 + sway, 180, 26, 0.25 * Math.PI, 0.75 * Math.PI)
    pen.stroke()
  }
  draw()
  setInterval(draw, 80)

  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await real(wanted)
    for (const track of stream.getVideoTracks()) {
      track.stop()
      stream.removeTrack(track)
      for (const drawn of canvas.captureStream(12).getVideoTracks()) stream.addTrack(drawn)
    }
    return stream
  }
}
