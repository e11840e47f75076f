{{- define "asm-privatelink.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}-operator
{{- end }}

{{- define "asm-privatelink.selector" -}}
app.kubernetes.io/name: asm-privatelink
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "asm-privatelink.labels" -}}
{{ include "asm-privatelink.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* A companion writes nothing; with a control plane of one's own the operator is always the master. */ -}}
{{- define "asm-privatelink.mode" -}}
{{- if or .Values.controlPlane.given.name .Values.controlPlane.asm.manage }}manage{{ else }}companion{{ end }}
{{- end }}

{{- /* What a schema cannot say: values that are needed with one another. */ -}}
{{- define "asm-privatelink.check" -}}
{{- $c := .Values.controlPlane }}
{{- $given := list $c.given.name $c.given.vpc $c.given.pilotLoadBalancer | compact | len }}
{{- if and $c.asm.mesh $given }}{{ fail "controlPlane.asm.mesh and controlPlane.given exclude each other: the control plane comes from one source" }}{{ end }}
{{- if not (or $c.asm.mesh $given) }}{{ fail "controlPlane.asm.mesh is empty: name the ASM instance, or set all of controlPlane.given for an Istio of your own" }}{{ end }}
{{- if and $given (ne $given 3) }}{{ fail "controlPlane.given is incomplete: name, vpc and pilotLoadBalancer are all needed" }}{{ end }}
{{- $k := .Values.credentials }}
{{- if and (eq $k.kind "rrsa") (not .Values.serviceAccount.annotations) (not (and $k.rrsa.roleArn $k.rrsa.oidcProviderArn)) }}{{ fail "credentials.rrsa.roleArn and oidcProviderArn are needed with credentials.kind=rrsa (or annotations of the service account, where the cluster's webhook gives the credentials)" }}{{ end }}
{{- if and (eq .Values.operator.certificates "manage") (ne (include "asm-privatelink.mode" .) "manage") }}{{ fail "operator.certificates=manage is for a master: a companion writes nothing (controlPlane.asm.manage)" }}{{ end }}
{{- if and (eq $k.kind "ecsRole") (not $k.ecsRole.name) }}{{ fail "credentials.ecsRole.name is needed with credentials.kind=ecsRole" }}{{ end }}
{{- if and (eq $k.kind "secret") (not $k.secret.name) }}{{ fail "credentials.secret.name is needed with credentials.kind=secret" }}{{ end }}
{{- end }}
