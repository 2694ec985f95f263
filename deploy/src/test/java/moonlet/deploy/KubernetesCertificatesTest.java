package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;

import moonlet.node.cluster.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** The certificates that the manifests of {@code k8s/} ask cert-manager for, and the nodes' use. */
class KubernetesCertificatesTest {
    private static final String OVERLAYS = "k8s/overlays/";

    @ParameterizedTest
    @ValueSource(strings = {"prod", "monitoring"})
    void nodes_show_each_other_a_certificate_of_an_authority_of_their_own(String overlay)
            throws Exception {
        Manifests manifests = Manifests.of(OVERLAYS + overlay);
        Certificate nodes = manifests.named(Certificate.class, "moonlet-nodes");
        Issuer authority = manifests.named(Issuer.class, nodes.getSpec().getIssuerRef().getName());
        Certificate root = manifests.named(Certificate.class, "moonlet-authority");

        assertTrue(nodes.getSpec().getUsages().containsAll(List.of("server auth", "client auth")));
        assertTrue(
                nodes.getSpec()
                        .getDnsNames()
                        .contains(manifests.one(V1StatefulSet.class).getSpec().getServiceName()));
        assertEquals("PKCS8", nodes.getSpec().getPrivateKey().getEncoding());
        assertEquals(root.getSpec().getSecretName(), authority.getSpec().getCa().getSecretName());
        assertEquals(true, root.getSpec().getIsCA());
        String issuer = root.getSpec().getIssuerRef().getName();
        assertNotNull(manifests.named(Issuer.class, issuer).getSpec().getSelfSigned());
        for (Certificate each : manifests.each(Certificate.class)) {
            assertEquals("Issuer", each.getSpec().getIssuerRef().getKind());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "monitoring"})
    void a_pod_finds_its_certificate_where_the_secret_is_mounted(String overlay) throws Exception {
        Manifests manifests = Manifests.of(OVERLAYS + overlay);
        Certificate nodes = manifests.named(Certificate.class, "moonlet-nodes");
        Tls files = NodeOfPod.of(manifests).configuration().cluster().tls();
        V1PodSpec pod = manifests.one(V1StatefulSet.class).getSpec().getTemplate().getSpec();
        V1Volume volume =
                pod.getVolumes().stream()
                        .filter(its -> its.getName().equals("tls"))
                        .findAny()
                        .orElseThrow();
        V1VolumeMount mount =
                pod.getContainers().getFirst().getVolumeMounts().stream()
                        .filter(its -> its.getName().equals("tls"))
                        .findAny()
                        .orElseThrow();

        assertEquals(nodes.getSpec().getSecretName(), volume.getSecret().getSecretName());
        assertEquals(0440, volume.getSecret().getDefaultMode()); // the group is fsGroup
        assertNull(mount.getSubPath(), "a file that is mounted alone is never replaced");
        Path folder = Path.of(mount.getMountPath());
        assertEquals(
                new Tls(
                        folder.resolve("tls.crt"),
                        folder.resolve("tls.key"),
                        folder.resolve("ca.crt")),
                files);
    }

    @Test
    void one_node_on_your_own_machine_needs_no_certificate() throws Exception {
        Manifests dev = Manifests.of(OVERLAYS + "dev");
        assertNull(NodeOfPod.of(dev).configuration().cluster().tls());
        assertEquals(List.of(), dev.each(Certificate.class));
    }
}
