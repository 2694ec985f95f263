package moonlet.node;

import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.Entry;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an application a node takes part in.
 *
 * @param hosts those that the configuration does not leave to other nodes
 * @param services those with one of these hosts: a node runs all of them, but of a singleton one of
 *     the nodes that could
 */
record Offer(List<Entry.HostEntry> hosts, List<Entry.ServiceEntry> services) {
    static Offer of(Configuration configuration, Application application) {
        List<Entry.HostEntry> hosts = application.hosts(configuration.hosts().keySet());
        Set<String> offered = ids(hosts);
        return new Offer(
                hosts,
                application.services().stream().filter(s -> offered.contains(s.host())).toList());
    }

    Set<String> hostIds() {
        return ids(hosts);
    }

    Set<String> singletonIds() {
        return ids(services.stream().filter(Entry.ServiceEntry::singleton).toList());
    }

    private static Set<String> ids(List<? extends Entry> entries) {
        return entries.stream().map(Entry::id).collect(Collectors.toSet());
    }
}
