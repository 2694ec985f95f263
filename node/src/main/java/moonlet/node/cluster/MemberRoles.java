package moonlet.node.cluster;

import org.apache.pekko.actor.Address;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node says of itself when it joins. It travels as the roles of the member, so that every
 * event of the cluster names the start of the node that it is about.
 */
final class MemberRoles {
    private static final String NAME = "moonlet-name-";
    private static final String INCARNATION = "moonlet-incarnation-";
    private static final String LINK = "moonlet-link-";
    private static final String HOST = "moonlet-host-";
    private static final String SINGLETON = "moonlet-singleton-";

    private MemberRoles() {}

    /**
     * @param linkPort where the node takes connections of other nodes
     * @param hosts the ids of the process hosts that it offers
     * @param singletons the ids of the services that run on one node only, and may on this one
     */
    static List<String> of(
            String name,
            long incarnation,
            int linkPort,
            Set<String> hosts,
            Set<String> singletons) {
        List<String> roles = new ArrayList<>();
        roles.add(NAME + name);
        roles.add(INCARNATION + Long.toHexString(incarnation));
        roles.add(LINK + linkPort);
        hosts.stream().sorted().forEach(host -> roles.add(HOST + host));
        singletons.stream().sorted().forEach(id -> roles.add(singleton(id)));
        return roles;
    }

    /** The role of the nodes that may run a singleton. */
    static String singleton(String id) {
        return SINGLETON + id;
    }

    /** Returns the member with these roles, or null if it is no node of Moonlet. */
    static Member read(Address address, Set<String> roles) {
        String name = value(roles, NAME);
        String incarnation = value(roles, INCARNATION);
        String port = value(roles, LINK);
        if (name == null || incarnation == null || port == null || address.getHost().isEmpty()) {
            return null;
        }
        Set<String> hosts = new HashSet<>();
        for (String role : roles) {
            if (role.startsWith(HOST)) {
                hosts.add(role.substring(HOST.length()));
            }
        }
        try {
            long started = Long.parseLong(incarnation, 16);
            // Looked up by who connects: names lead to other addresses when nodes start again.
            InetSocketAddress link =
                    InetSocketAddress.createUnresolved(
                            address.getHost().get(), Integer.parseInt(port));
            return new Member(name, started, address, link, hosts);
        } catch (IllegalArgumentException notOurs) { // of the numbers
            return null;
        }
    }

    private static String value(Set<String> roles, String prefix) {
        for (String role : roles) {
            if (role.startsWith(prefix)) {
                return role.substring(prefix.length());
            }
        }
        return null;
    }
}
