package policy

import future.keywords.every
import future.keywords.in

api_version := "0.10.0"
framework_version := "0.2.3"

fragments := [
  {
    "feed": "mcr.microsoft.com/aci/aci-cc-infra-fragment",
    "includes": [
      "containers",
      "fragments"
    ],
    "issuer": "did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6.1.4.1.311.76.59.1.3",
    "minimum_svn": "1"
  }
]

containers := [
  {
    "allow_elevated": false,
    "allow_stdio_access": false,
    "capabilities": {
      "ambient": [],
      "bounding": [],
      "effective": [],
      "inheritable": [],
      "permitted": []
    },
    "command": [
      "/app/EnclaveCleanRoom.EnclaveHost"
    ],
    "env_rules": [
      {
        "pattern": "DOTNET_EnableDiagnostics=0",
        "required": true,
        "strategy": "string"
      },
      {
        "pattern": "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "required": false,
        "strategy": "string"
      },
      {
        "pattern": "TERM=xterm",
        "required": false,
        "strategy": "string"
      },
      {
        "pattern": "^CLEANROOM_AGREEMENT=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^CLEANROOM_DATA=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^APP_IDENTITY_ENDPOINT=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^FabricPackageFileName=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^HOSTNAME=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^HostedServiceName=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^IDENTITY_API_VERSION=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^IDENTITY_ENDPOINT=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^IDENTITY_HEADER=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^IDENTITY_SERVER_THUMBPRINT=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^IMDS_ENDPOINT=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^TEMP=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^TMP=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^UVM_HOST_AMD_CERTIFICATE=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^UVM_REFERENCE_INFO=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^UVM_SECURITY_CONTEXT_DIR=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^UVM_SECURITY_POLICY=.*$",
        "required": false,
        "strategy": "re2"
      },
      {
        "pattern": "^azurecontainerinstance_restarted_by=.*$",
        "required": false,
        "strategy": "re2"
      }
    ],
    "exec_processes": [],
    "id": "cleanroom@sha256:1111111111111111111111111111111111111111111111111111111111111111",
    "layers": [
      "2222222222222222222222222222222222222222222222222222222222222222",
      "3333333333333333333333333333333333333333333333333333333333333333"
    ],
    "mounts": [
      {
        "destination": "/etc/resolv.conf",
        "options": [
          "rbind",
          "rshared",
          "rw"
        ],
        "source": "sandbox:///tmp/atlas/resolvconf/.+",
        "type": "bind"
      },
      {
        "destination": "/agreement",
        "options": [
          "rbind",
          "rshared",
          "ro"
        ],
        "source": "sandbox:///tmp/atlas/azureFileVolume/.+",
        "type": "bind"
      },
      {
        "destination": "/data",
        "options": [
          "rbind",
          "rshared",
          "rw"
        ],
        "source": "sandbox:///tmp/atlas/azureFileVolume/.+",
        "type": "bind"
      }
    ],
    "name": "cleanroom",
    "no_new_privileges": true,
    "seccomp_profile_sha256": "",
    "signals": [
      15
    ],
    "user": {
      "group_idnames": [
        {
          "pattern": "1654",
          "strategy": "id"
        }
      ],
      "umask": "0022",
      "user_idname": {
        "pattern": "1654",
        "strategy": "id"
      }
    },
    "working_dir": "/app"
  },
  {
    "allow_elevated": false,
    "allow_stdio_access": true,
    "capabilities": {
      "ambient": [],
      "bounding": [
        "CAP_CHOWN",
        "CAP_DAC_OVERRIDE",
        "CAP_FSETID",
        "CAP_FOWNER",
        "CAP_MKNOD",
        "CAP_NET_RAW",
        "CAP_SETGID",
        "CAP_SETUID",
        "CAP_SETFCAP",
        "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT",
        "CAP_KILL",
        "CAP_AUDIT_WRITE"
      ],
      "effective": [
        "CAP_CHOWN",
        "CAP_DAC_OVERRIDE",
        "CAP_FSETID",
        "CAP_FOWNER",
        "CAP_MKNOD",
        "CAP_NET_RAW",
        "CAP_SETGID",
        "CAP_SETUID",
        "CAP_SETFCAP",
        "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT",
        "CAP_KILL",
        "CAP_AUDIT_WRITE"
      ],
      "inheritable": [],
      "permitted": [
        "CAP_CHOWN",
        "CAP_DAC_OVERRIDE",
        "CAP_FSETID",
        "CAP_FOWNER",
        "CAP_MKNOD",
        "CAP_NET_RAW",
        "CAP_SETGID",
        "CAP_SETUID",
        "CAP_SETFCAP",
        "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT",
        "CAP_KILL",
        "CAP_AUDIT_WRITE"
      ]
    },
    "command": [
      "/pause"
    ],
    "env_rules": [
      {
        "pattern": "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "required": true,
        "strategy": "string"
      },
      {
        "pattern": "TERM=xterm",
        "required": false,
        "strategy": "string"
      }
    ],
    "exec_processes": [],
    "layers": [
      "16b514057a06ad665f92c02863aca074fd5976c755d26bff16365299169e8415"
    ],
    "mounts": [],
    "name": "pause-container",
    "no_new_privileges": false,
    "seccomp_profile_sha256": "",
    "signals": [],
    "user": {
      "group_idnames": [
        {
          "pattern": "",
          "strategy": "any"
        }
      ],
      "umask": "0022",
      "user_idname": {
        "pattern": "",
        "strategy": "any"
      }
    },
    "working_dir": "/"
  }
]

allow_properties_access := true
allow_dump_stacks := false
allow_runtime_logging := false
allow_environment_variable_dropping := true
allow_unencrypted_scratch := false
allow_capability_dropping := true

mount_device := data.framework.mount_device
unmount_device := data.framework.unmount_device
mount_overlay := data.framework.mount_overlay
unmount_overlay := data.framework.unmount_overlay
create_container := data.framework.create_container
exec_in_container := data.framework.exec_in_container
exec_external := data.framework.exec_external
shutdown_container := data.framework.shutdown_container
signal_container_process := data.framework.signal_container_process
plan9_mount := data.framework.plan9_mount
plan9_unmount := data.framework.plan9_unmount
get_properties := data.framework.get_properties
dump_stacks := data.framework.dump_stacks
runtime_logging := data.framework.runtime_logging
load_fragment := data.framework.load_fragment
scratch_mount := data.framework.scratch_mount
scratch_unmount := data.framework.scratch_unmount
rw_mount_device := data.framework.rw_mount_device

reason := {"errors": data.framework.errors}
