package moonlet.node;

import java.security.Security;

/**
 * For how long the JVM takes an answer of DNS for true. By itself, half a minute: too long where a
 * container starts again at another address, or before the first of those that it looks for.
 */
final class DnsAnswers {
    private static final String SECONDS = "1";

    private DnsAnswers() {}

    /** Has an effect only before the first look-up. What was set for this JVM remains. */
    static void expireSoon() {
        if (Security.getProperty("networkaddress.cache.ttl") == null
                && System.getProperty("sun.net.inetaddr.ttl") == null) {
            Security.setProperty("networkaddress.cache.ttl", SECONDS);
        }
        // The JDK comes with a value for this one, which goes before the system property.
        String negative = System.getProperty("sun.net.inetaddr.negative.ttl", SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", negative);
    }
}
