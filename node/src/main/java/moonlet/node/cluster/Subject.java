package moonlet.node.cluster;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The names that a certificate is for: its CN, and its SANs that are text. */
record Subject(Set<String> names) {
    static Subject of(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new TreeSet<>();
        try {
            for (Rdn part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(part.getValue().toString());
                }
            }
        } catch (InvalidNameException impossible) {
            throw new CertificateParsingException(impossible);
        }
        Collection<List<?>> others = certificate.getSubjectAlternativeNames();
        if (others != null) {
            for (List<?> other : others) { // a number for the kind, and the name
                if (other.get(1) instanceof String name) {
                    names.add(name);
                }
            }
        }
        return new Subject(names);
    }

    boolean hasNameOf(Subject other) {
        return !Collections.disjoint(names, other.names);
    }
}
