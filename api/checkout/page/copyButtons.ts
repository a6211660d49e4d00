/** Shows the copy buttons, and makes them copy. `announce` tells a screen reader. */
export function enableCopying(announce: (text: string) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    // A visible button was enabled before.
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(button, announce));
  }
}

async function copy(button: HTMLButtonElement, announce: (text: string) => void): Promise<void> {
  const { copy: text = '', copied = '', failed = '' } = button.dataset;
  const problem = button.parentElement?.querySelector<HTMLElement>('.problem');
  const isCopied = await copyByClipboard(text);
  if (problem) {
    problem.hidden = isCopied;
    problem.replaceChildren();
  }
  if (isCopied) {
    button.classList.add('copied');
    setTimeout(() => {
      button.classList.remove('copied');
    }, 2000);
    announce(copied);
    return;
  }
  announce(failed);
  if (!problem) return;
  // The text can be copied by hand: exactly what the button would have copied.
  const exact = document.createElement('bdi');
  exact.dir = 'ltr';
  exact.textContent = text;
  problem.append(failed, ' ', exact);
  getSelection()?.selectAllChildren(exact);
}

/** False if the browser does not allow it, or the page is not over https. */
async function copyByClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
