import { isBuiltInProtocol, type Protocol } from '#shared/protocols/protocols';
import { useText } from '../i18n/useText';

export interface ProtocolText {
  /** What a network was shown: "1,000 test images, each given once". */
  readonly shown: (protocol: Protocol, count: number) => string;
  /** A protocol as a choice: "each image once". One of an extension goes by its kind. */
  readonly choice: (protocol: Protocol) => string;
}

export function useProtocolText(): ProtocolText {
  const { t, plural } = useText();
  return {
    shown: (protocol, count) =>
      isBuiltInProtocol(protocol)
        ? plural(`run.protocolText.${protocol}`, count)
        : t('run.protocolOther', { protocol }),
    choice: (protocol) => (isBuiltInProtocol(protocol) ? t(`design.protocolOf.${protocol}`) : protocol),
  };
}
