/** Shows the buttons that copy, and has them copy. `say` tells a screen reader. */
export function enableCopying(say: (text: string) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    // One that is shown was enabled before.
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(button, say));
  }
}

async function copy(button: HTMLButtonElement, say: (text: string) => void): Promise<void> {
  const { copy: text = '', copied = '', failed = '' } = button.dataset;
  try {
    await navigator.clipboard.writeText(text);
    button.classList.add('copied');
    setTimeout(() => {
      button.classList.remove('copied');
    }, 2000);
    say(copied);
  } catch {
    // Not allowed, or not over https: it can be selected still.
    say(failed);
    const value = button.parentElement?.querySelector('bdi');
    if (value) getSelection()?.selectAllChildren(value);
  }
}
