import { html } from '../html.ts';
import type { Messages } from './en.ts';

export const ar: Messages = {
  language: 'اللغة',
  pageTitle: title => `دفع: ${title}`,
  testMode: 'وضع الاختبار: لا تُحتسب هنا إلا أموال الاختبار.',

  or: 'أو',
  toPay: 'المبلغ المطلوب',
  paid: 'وصل حتى الآن',
  timeLeft: 'الوقت المتبقي',
  payBefore: 'ادفع قبل',
  wasOpenUntil: 'كان متاحًا حتى',
  help: title => `هل لديك سؤال عن هذه الدفعة؟ اسأل ${title}.`,

  waiting: 'في انتظار دفعتك',
  waitingMore: 'تتغير هذه الصفحة تلقائيًا فور رؤية دفعتك.',
  arriving: 'دفعتك في الطريق',
  arrivingMore: 'يمكنك إغلاق هذه الصفحة: ستستمر الدفعة من دونها.',
  arrivingPart: ({ text }, due) => html`${text} في الطريق. بقي ${due}: يُرجى إرسال الباقي.`,
  underpaid: 'وصل جزء من المبلغ',
  underpaidMore: due => html`بقي ${due}. يُرجى إرسال الباقي.`,
  paidElsewhere: amount =>
    html`وصلت دفعة بقيمة ${amount} واحتُسبت لطلب آخر لك. هذا الطلب غير مدفوع بها: لا تدفع هنا إلا إذا كنت تريد الطلبين معًا.`,
  paidElsewhereTold: 'وصلت دفعة لطلب آخر.',
  completed: 'اكتملت الدفعة',
  completedMore: 'شكرًا لك! قُيّدت دفعتك.',
  completedLate: 'وصلت بعد انتهاء الوقت، ومع ذلك قُيّدت.',
  merchantDecides: title => `يقرّر ${title} ما سيحدث بها.`,
  overpaid: (over, title) => html`أرسلت ${over} زيادةً على المطلوب، وقُيّد ذلك لحسابك لدى ${title}.`,
  failed: 'يُرجى التواصل مع التاجر',
  failedMore: title =>
    `تعذّر إتمام هذه الدفعة. يُرجى عدم إرسال مزيد من المال، واسأل ${title} عن الخطوة التالية.`,
  closed: 'الدفع غير ممكن الآن',
  closedMore: title => `لا توجد طريقة دفع متاحة حاليًا. يُرجى سؤال ${title}.`,
  ending: 'انتهى الوقت',
  endingMore: 'نتحقق مما إذا وصلت دفعتك في الوقت المناسب. يُرجى عدم إرسال المال الآن.',
  expired: 'انتهت صلاحية هذه الدفعة',
  expiredMore: title => `يُرجى عدم إرسال المال الآن. عُد إلى ${title} وابدأ من جديد.`,
  expiredSent: title =>
    `هل أرسلت المال بالفعل؟ لم يضِع: يُقيَّد عند وصوله ويُوسَم بأنه متأخر. احتفظ بهذه الصفحة وأخبر ${title}.`,
  expiredCredited: ({ text }, title) =>
    html`قُيّد لحسابك لدى ${title}: ${text}. لم يكفِ ذلك لهذا الطلب؛ اسألهم عمّا سيحدث به. يُرجى عدم إرسال المال الآن.`,
  late: 'وصلت دفعتك متأخرة',
  lateMore: title => `كان وقت هذه الدفعة قد انتهى. يُقيَّد ما أرسلته عند وصوله، ويقرّر ${title} ما يُفعل به.`,
  returnTo: title => `العودة إلى ${title}`,

  choose: 'كيف تريد أن تدفع؟',
  chooseMore: 'اختر عملة لديك، على الشبكة التي هي عليها.',
  oneNetwork:
    'توجد العملة نفسها على عدة شبكات. يجب إرسالها على الشبكة التي تختارها هنا: على شبكة أخرى تضيع أو تصل متأخرة.',
  on: network => html`على ${network}`,
  delayed: 'متأخرة',
  networkDown: network =>
    html`تتعذّر قراءة ${network} حاليًا. لا يضيع المال المرسَل عليها، لكنه يظهر في وقت لاحق.`,

  send: (amount, network) => html`أرسل ${amount} على ${network}`,
  otherWay: 'الدفع بطريقة أخرى',
  amount: 'المبلغ',
  network: 'الشبكة',
  address: 'العنوان',
  feeNote: 'تُضاف رسوم الشبكة: يجب أن يصل هذا المبلغ بالضبط.',
  onlyThis: (coin, network) =>
    html`أرسل ${coin} فقط، وعلى ${network} فقط. أي عملة أخرى أو شبكة أخرى تضيع أو تصل متأخرة.`,
  qrLabel: 'رمز QR للعنوان',
  scan: 'امسح العنوان بمحفظتك، ثم أدخل المبلغ.',
  scanWhy: 'لا يحتوي هذا الرمز على مبلغ لأن محافظ كثيرة تخطئ في قراءته.',
  requestLabel: 'طلب دفع للمسح',
  scanRequest: 'للمحافظ التي تقرأ طلبات الدفع (EIP-681): العنوان والشبكة والمبلغ.',
  copyAmount: 'نسخ المبلغ',
  copyAddress: 'نسخ العنوان',
  copied: 'تم النسخ',
  notCopied: 'تعذّر النسخ: يُرجى تحديده ونسخه بنفسك.',
  openWallet: 'فتح في تطبيق المحفظة',

  browserWallets: 'أو ادفع بمحفظة في هذا المتصفح',
  payWith: wallet => `الدفع عبر ${wallet}`,
  walletAsk: 'يُرجى التأكيد في محفظتك.',
  walletSent: 'أُرسلت. ستظهر هنا فور وصولها إلى الشبكة.',
  walletRefused: 'رفضتَ في محفظتك. لم يُرسَل شيء.',
  walletBusy: 'محفظتك تنتظر ردًا بالفعل. يُرجى فتحها.',
  walletNoAccount: 'لم تقدّم محفظتك أي حساب. افتح قفلها واختر حسابًا ثم حاول مجددًا. لم يُرسل شيء.',
  walletNotAsked: 'تعذّر طلب الدفع من محفظتك. لم يُرسل شيء.',
  walletNoNetwork: network => `محفظتك لا تعرف ${network}. أضفها في محفظتك وحاول مجددًا. لم يُرسَل شيء.`,
  walletFailed: 'أبلغت محفظتك عن خطأ. يُرجى التحقق فيها مما إذا أُرسل شيء قبل المحاولة مجددًا.',

  progress: 'سير الدفعة',
  seen: 'شوهدت على الشبكة',
  confirmed: 'تأكّدت',
  confirmations: (count, of) =>
    of === null
      ? html`قيد التأكيد: <bdi>${count}</bdi> حتى الآن`
      : html`<bdi>${Math.min(count, of)}</bdi> من <bdi>${of}</bdi> تأكيدات`,
  checked: 'فُحصت',
  credited: 'قُيّدت',
  stepDone: 'تم',
  stepNow: 'الآن',
  stepToCome: 'لاحقًا',
  declined: 'يُرجى التواصل مع التاجر بشأن هذه الدفعة.',
  tooSmall: 'أقل من أن تُقيَّد وحدها. تُقيَّد مع غيرها.',
  gone: 'لم تبقَ هذه الدفعة على الشبكة. إذا عادت فستظهر من جديد.',
  lateDeposit: 'وصلت بعد انتهاء الوقت',
  viewTransaction: 'عرض المعاملة',
  newTab: '(يُفتح في تبويب جديد)',

  notFound: 'لا توجد دفعة كهذه',
  notFoundMore: 'ربما الرابط ناقص. يُرجى العودة إلى المتجر والبدء من جديد.',
  tooMany: 'محاولات كثيرة جدًا',
  tooManyMore: 'يُرجى الانتظار دقيقة ثم فتح الرابط مجددًا.',
  unavailable: 'هذه الصفحة غير متاحة الآن',
  unavailableMore: 'المال الذي أرسلته في أمان. يُرجى المحاولة بعد لحظات.',
};
