import { html } from '../../html.ts';
import type { Messages } from './en.ts';

export const es: Messages = {
  language: 'Idioma',
  pageTitle: title => `Pago: ${title}`,
  testMode: 'Modo de prueba: aquí solo cuenta el dinero de prueba.',

  or: 'o',
  toPay: 'A pagar',
  paid: 'Recibido hasta ahora',
  timeLeft: 'Tiempo restante',
  payBefore: 'Pague antes de',
  wasOpenUntil: 'Estuvo abierto hasta',
  help: title => `¿Preguntas sobre este pago? Consulte a ${title}.`,

  waiting: 'Esperando su pago',
  waitingMore: 'Esta página cambia sola en cuanto se ve su pago.',
  arriving: 'Su pago está en camino',
  arrivingMore: 'Puede cerrar esta página: el pago sigue sin ella.',
  arrivingPart: ({ text }, due) => html`En camino: ${text}. Faltan ${due}: por favor, envíe el resto.`,
  underpaid: 'Ha llegado una parte del pago',
  underpaidMore: due => html`Faltan ${due}. Por favor, envíe el resto.`,
  paidElsewhere: amount =>
    html`Ha llegado un pago de ${amount} y se ha contado para otro pedido suyo. Este pedido no queda pagado con él: pague aquí solo si quiere los dos.`,
  paidElsewhereTold: 'Ha llegado un pago para otro pedido.',
  completed: 'Pago completado',
  completedMore: '¡Gracias! Su pago ha sido abonado.',
  overpaid: (over, title) => html`Ha enviado ${over} de más. Queda abonado a su favor en ${title}.`,
  failed: 'Póngase en contacto con el comercio',
  failedMore: title =>
    `Este pago no se pudo completar. Por favor, no envíe más dinero y pregunte a ${title} cómo continuar.`,
  closed: 'Ahora no es posible pagar',
  closedMore: title => `En este momento no hay forma de pagar. Consulte a ${title}.`,
  ending: 'El plazo ha terminado',
  endingMore: 'Estamos comprobando si su pago llegó a tiempo. Por favor, no envíe dinero ahora.',
  expired: 'Este pago ha caducado',
  expiredMore: title => `Por favor, no envíe dinero ahora. Vuelva a ${title} y empiece de nuevo.`,
  expiredSent: title =>
    `¿Ya envió dinero? No está perdido: se abona cuando llega, marcado como tardío. Guarde esta página y avise a ${title}.`,
  expiredCredited: ({ text }, title) =>
    html`Importe abonado a su favor en ${title}: ${text}. No bastó para este pedido; pregunte allí qué ocurre con él. Por favor, no envíe dinero ahora.`,
  late: 'Su pago llegó tarde',
  lateMore: title =>
    `El plazo de este pago había terminado. Lo que envió se abona cuando llega; ${title} decide qué se hace con ello.`,
  lateCredited: ({ text }, title) =>
    html`El plazo de este pago había terminado. Importe abonado a su favor en ${title}: ${text}. No cubrió el precio; pregunte allí qué ocurre con él.`,
  latePaid: title =>
    `Se ha abonado a su favor en ${title}, pero el plazo de este pago había terminado. Pregunte a ${title} cómo continuar.`,
  returnTo: title => `Volver a ${title}`,

  choose: '¿Cómo quiere pagar?',
  chooseMore: 'Elija una moneda que tenga, en la red en la que la tiene.',
  oneNetwork:
    'La misma moneda existe en varias redes. Debe enviarse por la red que elija aquí: por otra se pierde o llega tarde.',
  on: network => html`en ${network}`,
  delayed: 'Con retraso',
  networkDown: network =>
    html`En este momento no se puede leer ${network}. El dinero que se envíe por ella no se pierde, pero se
    verá más tarde.`,

  send: (amount, network) => html`Envíe ${amount} por ${network}`,
  otherWay: 'Pagar de otra forma',
  amount: 'Importe',
  network: 'Red',
  address: 'Dirección',
  feeNote: 'La comisión de la red va aparte: debe llegar exactamente este importe.',
  onlyThis: (coin, network) =>
    html`Envíe solo ${coin}, y solo por ${network}. Otra moneda u otra red se pierde o llega tarde.`,
  qrLabel: 'Código QR de la dirección',
  scan: 'Escanee la dirección con su monedero y luego escriba el importe.',
  scanWhy: 'Este código no lleva importe, porque muchos monederos lo leen mal.',
  requestLabel: 'Solicitud de pago para escanear',
  scanRequest: 'Para monederos que leen solicitudes de pago (EIP-681): dirección, red e importe.',
  copyAmount: 'Copiar importe',
  copyAddress: 'Copiar dirección',
  copied: 'Copiado',
  notCopied: 'No se pudo copiar: selecciónelo y cópielo usted.',
  openWallet: 'Abrir en la app del monedero',

  browserWallets: 'O pague con un monedero de este navegador',
  payWith: wallet => `Pagar con ${wallet}`,
  walletAsk: 'Por favor, confirme en su monedero.',
  walletSent: 'Enviado. Aparecerá aquí en cuanto lo tenga la red.',
  walletRefused: 'Lo rechazó en su monedero. No se envió nada.',
  walletBusy: 'Su monedero ya espera una respuesta. Por favor, ábralo.',
  walletNoAccount:
    'Su monedero no dio ninguna cuenta. Desbloquéelo, elija una cuenta e inténtelo de nuevo. No se envió nada.',
  walletNotAsked: 'No se pudo pedir el pago a su monedero. No se envió nada.',
  walletNoNetwork: network =>
    `Su monedero no conoce ${network}. Añádala en su monedero e inténtelo de nuevo. No se envió nada.`,
  walletFailed:
    'Su monedero informó de un error. Compruebe en él si se envió algo antes de intentarlo de nuevo.',

  progress: 'Progreso',
  seen: 'Visto en la red',
  confirmed: 'Confirmado',
  confirmations: (count, of) =>
    of === null
      ? html`Confirmándose: <bdi>${count}</bdi> hasta ahora`
      : html`<bdi>${Math.min(count, of)}</bdi> de <bdi>${of}</bdi> confirmaciones`,
  checked: 'Comprobado',
  credited: 'Abonado',
  stepDone: 'hecho',
  stepNow: 'en curso',
  stepToCome: 'pendiente',
  declined: 'Póngase en contacto con el comercio sobre este pago.',
  tooSmall: 'Es demasiado poco para abonarse por sí solo. Se abonará junto con más.',
  gone: 'Este pago no permaneció en la red. Si vuelve, se mostrará de nuevo.',
  lateDeposit: 'Llegó fuera de plazo',
  viewTransaction: 'Ver la transacción',
  newTab: '(se abre en otra pestaña)',

  notFound: 'Este pago no existe',
  notFoundMore: 'Puede que el enlace esté incompleto. Vuelva a la tienda y empiece de nuevo.',
  tooMany: 'Demasiados intentos',
  tooManyMore: 'Espere un minuto y abra el enlace de nuevo.',
  unavailable: 'Esta página no está disponible ahora',
  unavailableMore: 'El dinero que haya enviado está a salvo. Inténtelo de nuevo en un momento.',
};
