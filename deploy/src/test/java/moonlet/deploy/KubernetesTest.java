package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1StatefulSet;

import moonlet.node.app.Configuration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests of {@code k8s/}, against Kubernetes' models, each other, the image and the node.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesTest {
    /** What a node needs beside the time of its processes; see "Ending a node" in the README. */
    private static final Duration END_OF_A_NODE = Duration.ofSeconds(15);

    private final Map<String, Manifests> overlays = new TreeMap<>();

    @BeforeAll
    void put_together() throws Exception {
        for (String name : List.of("dev", "prod", "monitoring")) {
            overlays.put(name, Manifests.of("k8s/overlays/" + name));
        }
    }

    @ParameterizedTest
    @CsvSource({"dev, 1", "prod, 3", "monitoring, 3"})
    void a_new_cluster_needs_all_replicas(String overlay, int nodes) throws Exception {
        Manifests manifests = overlay(overlay);
        Configuration configuration = NodeOfPod.of(manifests).configuration();

        assertEquals(nodes, set(manifests).getSpec().getReplicas());
        assertEquals(nodes, configuration.cluster().discovery().contactPoints());
        assertEquals("Parallel", set(manifests).getSpec().getPodManagementPolicy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void nodes_look_for_each_other_by_a_service_that_leads_to_all_pods(String overlay)
            throws Exception {
        Manifests manifests = overlay(overlay);
        String dns = NodeOfPod.of(manifests).configuration().cluster().discovery().dns();
        V1Service service = manifests.service(dns);

        assertEquals("None", service.getSpec().getClusterIP());
        assertEquals(true, service.getSpec().getPublishNotReadyAddresses());
        assertEquals(set(manifests).getSpec().getServiceName(), dns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void the_ports_are_those_where_the_node_listens(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        Configuration configuration = NodeOfPod.of(manifests).configuration();
        Map<String, Integer> listens =
                Map.of(
                        "cluster", configuration.cluster().listen().port(),
                        "links", configuration.cluster().linkPort(),
                        "admin", configuration.admin().port());

        assertEquals(listens, ports(manifests));
        for (V1Service service : manifests.each(V1Service.class)) {
            for (V1ServicePort port : service.getSpec().getPorts()) {
                assertEquals(port.getName(), port.getTargetPort().getStrValue());
                assertEquals(listens.get(port.getName()), port.getPort());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void probes_ask_what_the_node_answers_without_a_token(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        V1Container node = container(manifests);
        List<V1HTTPGetAction> probes =
                Stream.of(node.getStartupProbe(), node.getReadinessProbe(), node.getLivenessProbe())
                        .map(probe -> probe.getHttpGet())
                        .toList();

        assertEquals(
                List.of("/alive", "/ready", "/alive"),
                probes.stream().map(V1HTTPGetAction::getPath).toList());
        for (V1HTTPGetAction probe : probes) {
            assertEquals("admin", probe.getPort().getStrValue());
            assertTrue(openPaths().contains(probe.getPath()), probe.getPath());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void every_selector_finds_the_pods_and_every_name_is_there(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        V1StatefulSet set = set(manifests);
        V1PodSpec pod = set.getSpec().getTemplate().getSpec();
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
        Stream<Map<String, String>> selectors =
                Stream.of(
                                Stream.of(set.getSpec().getSelector().getMatchLabels()),
                                manifests.each(V1Service.class).stream()
                                        .map(service -> service.getSpec().getSelector()),
                                manifests.each(V1PodDisruptionBudget.class).stream()
                                        .map(its -> its.getSpec().getSelector().getMatchLabels()),
                                manifests.each(V1NetworkPolicy.class).stream()
                                        .map(
                                                its ->
                                                        its.getSpec()
                                                                .getPodSelector()
                                                                .getMatchLabels()),
                                pod.getTopologySpreadConstraints().stream()
                                        .map(its -> its.getLabelSelector().getMatchLabels()))
                        .flatMap(all -> all);

        selectors.forEach(
                selector -> {
                    assertTrue(!selector.isEmpty(), "selects everything");
                    assertTrue(
                            labels.entrySet().containsAll(selector.entrySet()), selector::toString);
                });
        assertEquals(
                manifests.one(V1ServiceAccount.class).getMetadata().getName(),
                pod.getServiceAccountName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void other_pods_reach_a_node_nowhere(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        V1NetworkPolicy policy =
                manifests.each(V1NetworkPolicy.class).stream()
                        .filter(its -> its.getMetadata().getName().equals("moonlet"))
                        .findAny()
                        .orElseThrow();

        assertEquals(Set.of("Ingress", "Egress"), Set.copyOf(policy.getSpec().getPolicyTypes()));
        policy.getSpec()
                .getIngress()
                .forEach(
                        rule -> {
                            assertEquals(1, rule.getFrom().size());
                            assertEquals(
                                    policy.getSpec().getPodSelector(),
                                    rule.getFrom().getFirst().getPodSelector());
                            assertEquals(ports(manifests).keySet(), named(rule.getPorts()));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void a_node_reaches_the_others_and_dns_and_nothing_else(String overlay) {
        Manifests manifests = overlay(overlay);
        var policy =
                manifests.each(V1NetworkPolicy.class).stream()
                        .filter(its -> its.getSpec().getPolicyTypes().contains("Egress"))
                        .findAny()
                        .orElseThrow()
                        .getSpec();
        var nodes = policy.getEgress().getFirst();
        var dns = policy.getEgress().getLast();

        assertEquals(2, policy.getEgress().size());
        assertEquals(policy.getPodSelector(), nodes.getTo().getFirst().getPodSelector());
        assertEquals(ports(manifests).keySet(), named(nodes.getPorts()));
        assertEquals(
                Set.of("TCP 53", "UDP 53"),
                dns.getPorts().stream()
                        .map(port -> port.getProtocol() + " " + port.getPort().getIntValue())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void a_pod_has_time_to_drain(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        V1PodSpec pod = set(manifests).getSpec().getTemplate().getSpec();
        Duration needed =
                NodeOfPod.of(manifests)
                        .configuration()
                        .shutdownTimeout()
                        .plus(END_OF_A_NODE)
                        .plusSeconds(
                                container(manifests)
                                        .getLifecycle()
                                        .getPreStop()
                                        .getSleep()
                                        .getSeconds());

        assertTrue(
                pod.getTerminationGracePeriodSeconds() >= needed.toSeconds(),
                () -> "it needs " + needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void the_container_may_no_more_than_the_image_needs(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        V1PodSpec pod = set(manifests).getSpec().getTemplate().getSpec();
        V1Container node = container(manifests);
        String user =
                pod.getSecurityContext().getRunAsUser()
                        + ":"
                        + pod.getSecurityContext().getRunAsGroup();

        assertEquals(List.of(user), Dockerfile.read().words("USER"));
        assertEquals(true, pod.getSecurityContext().getRunAsNonRoot());
        assertEquals(false, pod.getAutomountServiceAccountToken());
        assertEquals(true, node.getSecurityContext().getReadOnlyRootFilesystem());
        assertEquals(false, node.getSecurityContext().getAllowPrivilegeEscalation());
        assertEquals(List.of("ALL"), node.getSecurityContext().getCapabilities().getDrop());
        assertEquals(
                Dockerfile.read().words("VOLUME"),
                node.getVolumeMounts().stream()
                        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                        .map(mount -> mount.getMountPath())
                        .toList());
        assertEquals(
                node.getResources().getLimits().get("memory"),
                node.getResources().getRequests().get("memory"));
    }

    @Test
    void prometheus_reads_every_node_once() throws Exception {
        Manifests manifests = overlay("monitoring");
        ServiceMonitor monitor = manifests.one(ServiceMonitor.class);
        Map<String, String> selector = monitor.getSpec().getSelector().getMatchLabels();
        List<V1Service> found =
                manifests.each(V1Service.class).stream()
                        .filter(
                                service ->
                                        service.getMetadata()
                                                .getLabels()
                                                .entrySet()
                                                .containsAll(selector.entrySet()))
                        .toList();

        assertEquals(1, found.size());
        assertEquals("None", found.getFirst().getSpec().getClusterIP());
        assertEquals("admin", monitor.getSpec().getEndpoints().getFirst().getPort());
        assertTrue(openPaths().contains(monitor.getSpec().getEndpoints().getFirst().getPath()));
        Set<String> reached = new TreeSet<>();
        manifests
                .each(V1NetworkPolicy.class)
                .forEach(
                        policy ->
                                policy.getSpec().getIngress().stream()
                                        .filter(
                                                rule ->
                                                        rule.getFrom()
                                                                        .getFirst()
                                                                        .getNamespaceSelector()
                                                                != null)
                                        .forEach(rule -> reached.addAll(named(rule.getPorts()))));
        assertEquals(Set.of("admin"), reached);
    }

    @Test
    void the_dashboard_is_that_of_compose() throws Exception {
        V1ConfigMap dashboard =
                overlay("monitoring").each(V1ConfigMap.class).stream()
                        .filter(
                                map ->
                                        map.getMetadata()
                                                .getLabels()
                                                .containsKey("grafana_dashboard"))
                        .findAny()
                        .orElseThrow();

        assertEquals(
                Files.readString(Shell.checkout().resolve("deploy/grafana/moonlet.json")),
                dashboard.getData().get("moonlet.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind': 'Service', 'spec': {'publishNotReadyAdresses': true}}",
                "{'kind': 'StatefulSet', 'spec': {'replicas': 'three'}}",
                "{'kind': 'PodDisruptionBudget', 'spec': {'minAvailible': 1}}",
                "{'kind': 'NetworkPolicy', 'spec': {'podSelector': {'labels': {}}}}",
                "{'kind': 'StatefulSet', 'spec': {'template': {}}}", // without a selector
                "{'kind': 'ServiceMonitor', 'spec': {'endpoint': []}}",
                "{'kind': 'Certificate', 'spec': {'dnsName': ['moonlet']}}",
                "{'kind': 'Certificate', 'spec': {'usages': 'server auth'}}",
                "{'kind': 'Issuer', 'spec': {'selfsigned': {}}}",
                "{'kind': 'Secret'}",
            })
    void what_kubernetes_would_not_take_is_found(String mistake) {
        assertThrows(Exception.class, () -> Manifests.read(mistake.replace('\'', '"')));
    }

    private Manifests overlay(String name) {
        return overlays.get(name);
    }

    private static V1StatefulSet set(Manifests manifests) {
        return manifests.one(V1StatefulSet.class);
    }

    private static V1Container container(Manifests manifests) {
        return set(manifests).getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static Map<String, Integer> ports(Manifests manifests) {
        return container(manifests).getPorts().stream()
                .collect(
                        Collectors.toMap(
                                V1ContainerPort::getName,
                                V1ContainerPort::getContainerPort,
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static Set<String> named(List<V1NetworkPolicyPort> ports) {
        return ports.stream()
                .map(port -> port.getPort().getStrValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The paths that need no token, by the document of the API. */
    private static Set<String> openPaths() throws Exception {
        Set<String> open = new TreeSet<>();
        try (var document = Configuration.class.getResourceAsStream("/moonlet/openapi.json")) {
            new ObjectMapper()
                    .readTree(document)
                    .path("paths")
                    .properties()
                    .forEach(
                            path -> {
                                var security = path.getValue().path("get").path("security");
                                if (security.isArray() && security.isEmpty()) {
                                    open.add(path.getKey());
                                }
                            });
        }
        return open;
    }
}
