/** Signs that show nothing and turn the direction of writing around: they make `exe.jpg` of a `gpj.exe`. */
export const turningSigns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
