package moonlet.node.app;

import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.ClusterSettings.Endpoint;
import moonlet.node.cluster.Discovery;

import java.util.regex.Pattern;

/** Reads how a node finds the others by DNS, and whether the rest of what is said fits to it. */
final class DiscoveryReader {
    private static final int CONTACT_POINTS_MAX = 100;
    private static final Pattern DNS_NAME =
            Pattern.compile("[A-Za-z0-9_]([-A-Za-z0-9_.]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final FieldReader discovery;
    private final Settings settings;
    private final Problems problems;

    DiscoveryReader(FieldReader discovery, Settings settings, Problems problems) {
        this.discovery = discovery;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * What is said of the cluster, with discovery where that is said too.
     *
     * @param cluster null where the node does not listen
     * @param admin null where there is no admin API
     */
    ClusterSettings over(ClusterSettings cluster, AdminSettings admin) {
        Tree.Scalar dns = settings.over(Setting.DISCOVERY_DNS, discovery.scalar("dns"));
        int contactPoints = contactPoints();
        if (dns == null) {
            if (contactPoints > 0) {
                mistake(discovery.place(), "contact_points needs dns, the name to look for");
            }
            return cluster;
        }
        if (!DNS_NAME.matcher(dns.text()).matches()) {
            mistake(dns.place(), "dns is a name of DNS, found " + Problem.quoted(dns.text()));
        } else if (contactPoints == 0) {
            mistake(
                    dns.place(),
                    "give contact_points too, the number of nodes that begin a new cluster");
        } else if (cluster == null) {
            mistake(
                    dns.place(),
                    "a node that joins others has to listen too: give node.listen or --listen,"
                            + " such as :25520");
        } else if (!cluster.seeds().isEmpty()) {
            mistake(dns.place(), "a node finds others by DNS or by node.seeds, not by both");
        } else if (admin == null || !admin.required() || admin.port() == 0) {
            mistake(
                    dns.place(),
                    "nodes ask each other at the port of the admin API: give node.admin or --admin"
                            + " with the port that all have, such as 0.0.0.0:7070");
        } else {
            Endpoint self = new Endpoint(cluster.listen().host(), admin.port());
            return cluster.with(
                    new Discovery(dns.text(), contactPoints, self, admin.tls() != null));
        }
        return cluster;
    }

    /** 0 where nothing is said. */
    private int contactPoints() {
        Tree.Scalar outside = settings.over(Setting.CONTACT_POINTS, (Tree.Scalar) null);
        if (outside == null) {
            return (int) discovery.whole("contact_points", 1, CONTACT_POINTS_MAX, 0);
        }
        int number =
                NUMBER.matcher(outside.text()).matches() ? Integer.parseInt(outside.text()) : 0;
        if (number < 1 || number > CONTACT_POINTS_MAX) {
            mistake(
                    outside.place(),
                    "contact_points is a whole number from 1 to "
                            + CONTACT_POINTS_MAX
                            + ", found "
                            + Problem.quoted(outside.text()));
            return 0;
        }
        return number;
    }

    private void mistake(Place place, String what) {
        problems.mistake(place, "node.discovery", what);
    }
}
