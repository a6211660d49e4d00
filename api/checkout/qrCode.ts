import { encode } from 'uqr';
import type { Html } from '../html.ts';
import { html } from '../html.ts';

/** A QR code of the text as SVG, with a quiet zone of four modules, which ISO/IEC 18004 requires. */
export function qrCode(text: string, label: string): Html {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  // One path of horizontal runs: one rectangle per module would take four times the size.
  const runs = data.flatMap((row, y) =>
    Array.from(
      row
        .map(dark => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
      ({ index, 0: { length } }) => {
        return `M${String(index)} ${String(y)}h${String(length)}v1h-${String(length)}z`;
      },
    ),
  );
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${runs.join('')}"/></svg>`;
}
