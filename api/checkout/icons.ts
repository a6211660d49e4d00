import type { Html, HtmlPart } from '../html.ts';
import { html } from '../html.ts';

/** Lines on a grid of 24 by 24, in the text's colour. They repeat the words, so screen readers skip them. */
function icon(path: string): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
}

export const icons = {
  done: icon('M5 12.5l4.5 4.5L19 7.5'),
  warning: icon('M12 4L2.5 20h19zM12 10v4.5M12 17.2v.1'),
  clock: icon('M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2'),
  person: icon('M4 5h16v11H10l-5 4v-4H4zM8.5 10.5h7'),
  copy: icon('M9 9h11v11H9zM15 9V4H4v11h5'),
  out: icon('M14 4h6v6M20 4l-9 9M18 14v6H4V6h6'),
  wallet: icon('M4 7h15a1 1 0 011 1v11a1 1 0 01-1 1H5a1 1 0 01-1-1zM4 7a2 2 0 012-2h11v2M16 13.5h.1'),
  next: icon('M9 6l6 6-6 6'),
} as const;

/** A remark that stands out: an icon, and words that say the same. */
export function note(icon: Html, text: HtmlPart): Html {
  return html`<p class="note">${icon}<span>${text}</span></p>`;
}
