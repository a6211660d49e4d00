import { html } from '../../html.ts';
import type { Messages } from './en.ts';

export const de: Messages = {
  language: 'Sprache',
  pageTitle: title => `Zahlung: ${title}`,
  testMode: 'Testmodus: Hier zählt nur Testgeld.',

  or: 'oder',
  toPay: 'Zu zahlen',
  paid: 'Bisher eingegangen',
  timeLeft: 'Verbleibende Zeit',
  payBefore: 'Zahlbar bis',
  wasOpenUntil: 'War offen bis',
  help: title => `Fragen zu dieser Zahlung? Wenden Sie sich an ${title}.`,

  waiting: 'Wir warten auf Ihre Zahlung',
  waitingMore: 'Diese Seite ändert sich von selbst, sobald Ihre Zahlung zu sehen ist.',
  arriving: 'Ihre Zahlung ist unterwegs',
  arrivingMore: 'Sie können diese Seite schließen: Die Zahlung läuft ohne sie weiter.',
  arrivingPart: ({ text }, due) =>
    html`${text} sind unterwegs. ${due} sind noch offen: Bitte senden Sie den Rest.`,
  underpaid: 'Ein Teil der Zahlung ist eingegangen',
  underpaidMore: due => html`${due} sind noch offen. Bitte senden Sie den Rest.`,
  paidElsewhere: amount =>
    html`Eine Zahlung von ${amount} ist eingegangen und wurde für eine andere Ihrer Bestellungen gezählt. Diese Bestellung ist damit nicht bezahlt: Zahlen Sie hier nur, wenn Sie beide möchten.`,
  paidElsewhereTold: 'Eine Zahlung für eine andere Bestellung ist eingegangen.',
  completed: 'Zahlung abgeschlossen',
  completedMore: 'Vielen Dank! Ihre Zahlung wurde gutgeschrieben.',
  overpaid: (over, title) =>
    html`Sie haben ${over} mehr gesendet als verlangt. Der Betrag ist Ihnen bei ${title} gutgeschrieben.`,
  failed: 'Bitte wenden Sie sich an den Händler',
  failedMore: title =>
    `Diese Zahlung konnte nicht abgeschlossen werden. Bitte senden Sie kein weiteres Geld und fragen Sie ${title}, wie es weitergeht.`,
  closed: 'Zurzeit ist keine Zahlung möglich',
  closedMore: title => `Im Moment ist kein Weg zu zahlen offen. Bitte wenden Sie sich an ${title}.`,
  ending: 'Die Zeit ist abgelaufen',
  endingMore: 'Wir prüfen, ob Ihre Zahlung rechtzeitig eingegangen ist. Bitte senden Sie jetzt kein Geld.',
  expired: 'Diese Zahlung ist abgelaufen',
  expiredMore: title =>
    `Bitte senden Sie jetzt kein Geld. Gehen Sie zurück zu ${title} und beginnen Sie von vorn.`,
  expiredSent: title =>
    `Haben Sie schon Geld gesendet? Es ist nicht verloren: Wenn es eintrifft, wird es als verspätet gutgeschrieben. Behalten Sie diese Seite und sagen Sie ${title} Bescheid.`,
  expiredCredited: ({ text }, title) =>
    html`${text} wurden Ihnen bei ${title} gutgeschrieben. Das reichte für diese Bestellung nicht; fragen Sie dort, was damit geschieht. Bitte senden Sie jetzt kein Geld.`,
  late: 'Ihre Zahlung kam zu spät',
  lateMore: title =>
    `Die Zeit für diese Zahlung war abgelaufen. Was Sie gesendet haben, wird gutgeschrieben, wenn es eintrifft; ${title} entscheidet, wie es weitergeht.`,
  lateCredited: ({ text }, title) =>
    html`Die Zeit für diese Zahlung war abgelaufen. ${text} wurden Ihnen bei ${title} gutgeschrieben. Das deckte den Preis nicht; fragen Sie dort, was damit geschieht.`,
  latePaid: title =>
    `Sie wurde Ihnen bei ${title} gutgeschrieben, aber die Zeit für diese Zahlung war abgelaufen. Bitte fragen Sie ${title}, wie es weitergeht.`,
  returnTo: title => `Zurück zu ${title}`,

  choose: 'Wie möchten Sie zahlen?',
  chooseMore: 'Wählen Sie eine Währung, die Sie haben, und das Netzwerk, auf dem sie liegt.',
  oneNetwork:
    'Dieselbe Währung gibt es auf mehreren Netzwerken. Sie muss auf dem Netzwerk gesendet werden, das Sie hier wählen: Auf einem anderen geht sie verloren oder kommt verspätet an.',
  on: network => html`auf ${network}`,
  delayed: 'Verzögert',
  networkDown: network =>
    html`${network} kann zurzeit nicht gelesen werden. Geld, das dort gesendet wird, geht nicht verloren, ist
    aber erst später zu sehen.`,

  send: (amount, network) => html`Senden Sie ${amount} auf ${network}`,
  otherWay: 'Anders zahlen',
  amount: 'Betrag',
  network: 'Netzwerk',
  address: 'Adresse',
  feeNote: 'Die Gebühr des Netzwerks kommt hinzu: Genau dieser Betrag muss ankommen.',
  onlyThis: (coin, network) =>
    html`Senden Sie nur ${coin} und nur auf ${network}. Eine andere Währung oder ein anderes Netzwerk geht
    verloren oder kommt verspätet an.`,
  qrLabel: 'QR-Code der Adresse',
  scan: 'Scannen Sie die Adresse mit Ihrer Wallet und geben Sie dann den Betrag ein.',
  scanWhy: 'Dieser Code enthält keinen Betrag, weil viele Wallets ihn falsch lesen.',
  requestLabel: 'Zahlungsanforderung zum Scannen',
  scanRequest: 'Für Wallets, die Zahlungsanforderungen (EIP-681) lesen: Adresse, Netzwerk und Betrag.',
  copyAmount: 'Betrag kopieren',
  copyAddress: 'Adresse kopieren',
  copied: 'Kopiert',
  notCopied: 'Das Kopieren ging nicht: Bitte markieren und kopieren Sie selbst.',
  openWallet: 'In Wallet-App öffnen',

  browserWallets: 'Oder zahlen Sie mit einer Wallet dieses Browsers',
  payWith: wallet => `Mit ${wallet} zahlen`,
  walletAsk: 'Bitte bestätigen Sie in Ihrer Wallet.',
  walletSent: 'Gesendet. Die Zahlung erscheint hier, sobald das Netzwerk sie hat.',
  walletRefused: 'Sie haben in Ihrer Wallet abgelehnt. Es wurde nichts gesendet.',
  walletBusy: 'Ihre Wallet wartet schon auf eine Antwort. Bitte öffnen Sie sie.',
  walletNoAccount:
    'Ihre Wallet hat kein Konto genannt. Entsperren Sie sie, wählen Sie ein Konto und versuchen Sie es noch einmal. Es wurde nichts gesendet.',
  walletNotAsked: 'Ihre Wallet konnte nicht um die Zahlung gebeten werden. Es wurde nichts gesendet.',
  walletNoNetwork: network =>
    `Ihre Wallet kennt ${network} nicht. Fügen Sie es in Ihrer Wallet hinzu und versuchen Sie es noch einmal. Es wurde nichts gesendet.`,
  walletFailed:
    'Ihre Wallet meldet einen Fehler. Bitte sehen Sie dort nach, ob etwas gesendet wurde, bevor Sie es noch einmal versuchen.',

  progress: 'Verlauf',
  seen: 'Im Netzwerk gesehen',
  confirmed: 'Bestätigt',
  confirmations: (count, of) =>
    of === null
      ? html`Wird bestätigt: bisher <bdi>${count}</bdi>`
      : html`<bdi>${Math.min(count, of)}</bdi> von <bdi>${of}</bdi> Bestätigungen`,
  checked: 'Geprüft',
  credited: 'Gutgeschrieben',
  stepDone: 'erledigt',
  stepNow: 'läuft',
  stepToCome: 'kommt noch',
  declined: 'Bitte wenden Sie sich wegen dieser Zahlung an den Händler.',
  tooSmall: 'Zu wenig, um allein gutgeschrieben zu werden. Zusammen mit mehr wird es gutgeschrieben.',
  gone: 'Diese Zahlung blieb nicht im Netzwerk. Kommt sie wieder, erscheint sie hier erneut.',
  lateDeposit: 'Kam nach Ablauf der Zeit',
  viewTransaction: 'Transaktion ansehen',
  newTab: '(öffnet einen neuen Tab)',

  notFound: 'Diese Zahlung gibt es nicht',
  notFoundMore:
    'Vielleicht ist der Link unvollständig. Bitte gehen Sie zurück zum Shop und beginnen Sie von vorn.',
  tooMany: 'Zu viele Versuche',
  tooManyMore: 'Bitte warten Sie eine Minute und öffnen Sie den Link dann noch einmal.',
  unavailable: 'Diese Seite ist gerade nicht verfügbar',
  unavailableMore: 'Geld, das Sie gesendet haben, ist sicher. Bitte versuchen Sie es gleich noch einmal.',
};
