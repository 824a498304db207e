import { extensions, workspace } from 'vscode';

const YAML = 'redhat.vscode-yaml';
/** Gives the YAML extension the structure of Kubernetes for every manifest, without a setting. */
const KUBERNETES_TOOLS = 'ms-kubernetes-tools.vscode-kubernetes-tools';

/**
 * Who completes, explains and checks plain manifests: `on` for Ephor, `off` for the YAML extension.
 * An extension that is there counts, not only one that runs already: it starts with the first YAML
 * file, as we do, in any order.
 */
export function kubernetesSchema(): 'on' | 'off' {
  const said = workspace.getConfiguration('ephor').get<string>('kubernetesSchema');
  return said === 'on' || said === 'off' ? said : yamlExtensionAnswers() ? 'off' : 'on';
}

// `yaml.kubernetesCRDStore.enable` adds custom resources to the files that `yaml.schemas` gives the
// structure of Kubernetes; by itself it does nothing.
function yamlExtensionAnswers(): boolean {
  if (!extensions.getExtension(YAML)) {
    return false;
  }
  const schemas = workspace.getConfiguration('yaml').get<object>('schemas') ?? {};
  return extensions.getExtension(KUBERNETES_TOOLS) !== undefined
    || Object.keys(schemas).some(each => /kubernetes/i.test(each));
}
